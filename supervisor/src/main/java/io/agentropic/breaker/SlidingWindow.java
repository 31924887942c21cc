package io.agentropic.breaker;

import java.time.Duration;

/** Which outcomes a circuit breaker judges by. */
public sealed interface SlidingWindow {

    /**
     * Those of the last {@code span}.
     *
     * @param span above zero
     */
    record Time(Duration span) implements SlidingWindow {}

    /**
     * The last {@code calls}.
     *
     * @param calls at least 1
     */
    record Count(int calls) implements SlidingWindow {}
}
