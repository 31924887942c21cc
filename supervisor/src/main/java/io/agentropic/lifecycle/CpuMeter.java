package io.agentropic.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns CPU time into a share of one core: since the previous look, or since the start at the first. */
final class CpuMeter {

    /** Looks closer together than this see the same share: the kernel's counters are too coarse below. */
    private static final long SHORTEST_NANOS = Duration.ofMillis(100).toNanos();

    /** Guarded by this. */
    private long incarnation;
    /** Guarded by this. */
    private long lookedNanos;
    /** Guarded by this. */
    private long cpuNanos;
    /** Guarded by this. */
    private double percent;

    synchronized double percent(long incarnation, Duration cpuTime, @Nullable Instant startedAt) {
        if (startedAt == null) {
            return 0;
        }
        long now = System.nanoTime();
        if (incarnation != this.incarnation) {
            this.incarnation = incarnation;
            lookedNanos =
                    now - Math.max(1, Duration.between(startedAt, Instant.now()).toNanos());
            cpuNanos = 0;
        } else if (now - lookedNanos < SHORTEST_NANOS) {
            return percent;
        }
        percent = 100.0 * Math.max(0, cpuTime.toNanos() - cpuNanos) / (now - lookedNanos);
        lookedNanos = now;
        cpuNanos = cpuTime.toNanos();
        return percent;
    }
}
