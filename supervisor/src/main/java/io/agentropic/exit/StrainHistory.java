package io.agentropic.exit;

import io.agentropic.cgroup.Strain;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was counted against an incarnation over the last minute, in samples some seconds apart. Owned by one thread. */
final class StrainHistory {

    private static final long SPAN_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long APART_NANOS = Duration.ofSeconds(20).toNanos();

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, Strain strain) {}

    /** An incarnation that begins at {@code nanos}: nothing was counted yet. */
    StrainHistory(long nanos) {
        samples.addLast(new Sample(nanos, Strain.NONE));
    }

    /** Whether the newest sample is old enough for another one. */
    boolean isDue(long nanos) {
        return nanos - samples.getLast().nanos() >= APART_NANOS;
    }

    void note(long nanos, Strain strain) {
        samples.addLast(new Sample(nanos, strain));
        forgetBeyondSpan(nanos);
    }

    /** The oldest sample kept is the newest that is a minute old, so that no minute is cut short. */
    private void forgetBeyondSpan(long nanos) {
        Sample oldest = samples.removeFirst();
        while (!samples.isEmpty() && nanos - samples.getFirst().nanos() >= SPAN_NANOS) {
            oldest = samples.removeFirst();
        }
        samples.addFirst(oldest);
    }

    LastMinute upTo(long nanos, Strain end) {
        forgetBeyondSpan(nanos);
        Sample from = samples.getFirst();
        return LastMinute.between(from.strain(), end, Duration.ofNanos(nanos - from.nanos()));
    }
}
