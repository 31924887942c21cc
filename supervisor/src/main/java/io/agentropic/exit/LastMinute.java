package io.agentropic.exit;

import io.agentropic.cgroup.Strain;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What held an incarnation up in the last minute of its life, or in all of it when it was shorter.
 *
 * @param span the time that the counts are of, some seconds more or less than a minute
 * @param throttledTime how long its CPU limit held runnable threads back
 * @param throttledPercent percent of the scheduling periods that its CPU limit cut short
 * @param memoryHigh times it was slowed down above {@code memoryHigh}
 * @param memoryMax times it ran into its memory limit
 * @param cpuPressure percent of the minute in which some task waited for a processor; {@code null} without PSI
 * @param memoryPressure percent of the minute in which some task waited for memory; {@code null} without PSI
 */
public record LastMinute(
        Duration span,
        Duration throttledTime,
        double throttledPercent,
        long memoryHigh,
        long memoryMax,
        @Nullable Double cpuPressure,
        @Nullable Double memoryPressure) {

    private static final double PERCENT = 100.0;

    /** Nothing was counted. */
    public static final LastMinute NONE = new LastMinute(Duration.ZERO, Duration.ZERO, 0, 0, 0, null, null);

    static LastMinute between(Strain before, Strain after, Duration span) {
        long periods = after.periods() - before.periods();
        long cut = after.throttledPeriods() - before.throttledPeriods();
        return new LastMinute(
                span,
                after.throttledTime().minus(before.throttledTime()),
                periods <= 0 ? 0 : PERCENT * cut / periods,
                after.memoryHigh() - before.memoryHigh(),
                after.memoryMax() - before.memoryMax(),
                after.cpuPressure(),
                after.memoryPressure());
    }
}
