package io.agentropic.breaker;

import java.util.ArrayDeque;
import java.util.Deque;

/** The outcomes that a circuit breaker judges by, newest last. Instants are readings of a monotonic clock. */
final class OutcomeWindow {

    /** However many agents fail at once, no more outcomes than this are kept. */
    private static final int MAX_KEPT = 10_000;

    private final SlidingWindow window;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private int failures;

    private record Sample(long nanos, boolean failed) {}

    OutcomeWindow(SlidingWindow window) {
        this.window = window;
    }

    void add(boolean failed, long now) {
        samples.addLast(new Sample(now, failed));
        failures += failed ? 1 : 0;
        slide(now);
    }

    void clear() {
        samples.clear();
        failures = 0;
    }

    int calls(long now) {
        slide(now);
        return samples.size();
    }

    int failures(long now) {
        slide(now);
        return failures;
    }

    private void slide(long now) {
        while (!samples.isEmpty() && beyond(samples.getFirst(), now)) {
            failures -= samples.removeFirst().failed() ? 1 : 0;
        }
    }

    private boolean beyond(Sample oldest, long now) {
        return samples.size() > MAX_KEPT
                || switch (window) {
                    case SlidingWindow.Time(var span) -> now - oldest.nanos() > span.toNanos();
                    case SlidingWindow.Count(int calls) -> samples.size() > calls;
                };
    }
}
