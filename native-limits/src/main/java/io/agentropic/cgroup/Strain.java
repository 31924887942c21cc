package io.agentropic.cgroup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds a group up, as counted since it was made; all zero where this kernel does not count it.
 *
 * @param throttledTime how long {@code cpu.max} held runnable threads back
 * @param periods scheduling periods in which it had something to run ({@code cpu.stat nr_periods})
 * @param throttledPeriods of those, the ones that {@code cpu.max} cut short ({@code cpu.stat nr_throttled})
 * @param memoryHigh times it was slowed down above {@code memory.high} ({@code memory.events high})
 * @param memoryMax times it ran into {@code memory.max} ({@code memory.events max})
 * @param cpuPressure percent of the last minute in which some task waited for a processor ({@code cpu.pressure}); {@code
 *     null} where this kernel has no PSI
 * @param memoryPressure percent of the last minute in which some task waited for memory; {@code null} without PSI
 * @param heldBackTime how long the supervisor had it stand still in favour of others
 * @param frozen whether it, or a group above it, stands still ({@code cgroup.events frozen})
 */
public record Strain(
        Duration throttledTime,
        long periods,
        long throttledPeriods,
        long memoryHigh,
        long memoryMax,
        @Nullable Double cpuPressure,
        @Nullable Double memoryPressure,
        Duration heldBackTime,
        boolean frozen) {

    /** Of one that was never held back in favour of others. */
    public Strain(
            Duration throttledTime,
            long periods,
            long throttledPeriods,
            long memoryHigh,
            long memoryMax,
            @Nullable Double cpuPressure,
            @Nullable Double memoryPressure,
            boolean frozen) {
        this(
                throttledTime,
                periods,
                throttledPeriods,
                memoryHigh,
                memoryMax,
                cpuPressure,
                memoryPressure,
                Duration.ZERO,
                frozen);
    }

    /** The same for one that the supervisor held back in favour of others for so long, and perhaps still does. */
    public Strain heldBack(Duration more, boolean still) {
        return new Strain(
                throttledTime,
                periods,
                throttledPeriods,
                memoryHigh,
                memoryMax,
                cpuPressure,
                memoryPressure,
                heldBackTime.plus(more),
                frozen || still);
    }

    /** Of what no kernel counts. */
    public static final Strain NONE = new Strain(Duration.ZERO, 0, 0, 0, 0, null, null, false);
}
