package io.agentropic.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker at one moment.
 *
 * @param domain the failure domain's name
 * @param state where it is
 * @param calls outcomes in its window
 * @param failures failures among them
 * @param openings how often in a row it has opened without closing in between
 * @param openUntil when the next start is tried; {@code null} unless it is open
 * @param waiting agents that wait for a permit
 * @param lateOutcomes outcomes of starts from before a change of state, which decided nothing
 */
public record BreakerStatus(
        String domain,
        BreakerState state,
        int calls,
        int failures,
        int openings,
        @Nullable Instant openUntil,
        int waiting,
        long lateOutcomes) {}
