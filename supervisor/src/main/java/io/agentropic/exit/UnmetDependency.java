package io.agentropic.exit;

import io.agentropic.fence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The end of an agent that was never started, because something it depends on has come to an end. */
public final class UnmetDependency {

    private UnmetDependency() {}

    /** The report on it; {@code reason} names what it waited for. */
    public static ExitReport report(String agent, long incarnation, Instant at, String reason) {
        return new ExitReport(
                agent,
                incarnation,
                null,
                ExitCause.DEPENDENCY_FAILED,
                null,
                null,
                at,
                at,
                Duration.ZERO,
                "not started: " + reason,
                Evidence.NONE,
                List.of(),
                false,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Clues.NONE);
    }
}
