package io.agentropic.health;

import io.agentropic.cgroup.Strain;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells starved from hung: silence does not count while the agent was kept from answering, or the supervisor from
 * listening. A bad answer always counts.
 */
public final class Excuse {

    /** From this share of the time (or of the scheduling periods) on, an agent held back by its CPU limit is starved. */
    static final double STARVED = 0.25;

    /** The supervisor counts as late from twice this on, or twice the probe's period when that is shorter. */
    static final Duration TICK = Duration.ofSeconds(1);

    private Excuse() {}

    /**
     * Why the agent could not answer between two moments; empty when it could.
     *
     * @param before counted at the first moment
     * @param after counted at the second
     * @param between the time from one to the other
     */
    public static Optional<String> starved(Strain before, Strain after, Duration between) {
        if (after.frozen()) {
            return Optional.of("starved, not hung: its control group is frozen");
        }
        Duration throttled = after.throttledTime().minus(before.throttledTime());
        Duration heldBack = after.heldBackTime().minus(before.heldBackTime());
        double ofTime = share(throttled.plus(heldBack).toNanos(), between.toNanos());
        double ofPeriods =
                share(after.throttledPeriods() - before.throttledPeriods(), after.periods() - before.periods());
        if (Math.max(ofTime, ofPeriods) < STARVED) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                heldBack.compareTo(throttled) > 0
                        ? "starved, not hung: it stood still for others for %.1f s of the last %.1f s"
                        : "starved, not hung: its CPU limit held it back for %.1f s of the last %.1f s",
                seconds(throttled.plus(heldBack)),
                seconds(between)));
    }

    /**
     * Whether the supervisor itself was too late for silence to count.
     *
     * @param lag how much later than planned it looked, or how much longer than allowed it listened
     * @param period from one look to the next
     */
    public static Optional<String> late(Duration lag, Duration period) {
        Duration tick = period.compareTo(TICK) < 0 ? period : TICK;
        return lag.compareTo(tick.multipliedBy(2)) > 0
                ? Optional.of(String.format(Locale.ROOT, "the supervisor itself was %.1f s late", seconds(lag)))
                : Optional.empty();
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 0 : (double) part / whole;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
