package io.agentropic.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What a policy gives one agent of the processors.
 *
 * @param weight its share against its siblings where processors are scarce ({@code cpu.weight}, 1 to 10,000); {@code null}
 *     for the agent's own, which is {@code limits.cpuWeight} or that of its priority
 * @param cpuMax cores that it may use at most ({@code cpu.max}, from 0.01), never more than its own {@code limits.cpu}
 *     allows; {@code null} for that one
 * @param frozen whether it stands still for now
 */
public record Share(@Nullable Integer weight, @Nullable Double cpuMax, boolean frozen) {

    /** Its own weight and limit, and it runs. */
    public static final Share OWN = new Share(null, null, false);

    /** Its own weight and limit, and it stands still. */
    public static final Share FROZEN = new Share(null, null, true);

    private static final int MAX_WEIGHT = 10_000;
    private static final double MIN_CPU = 0.01;

    /** Refuses numbers out of range with {@link IllegalArgumentException}. */
    public Share {
        if (weight != null && (weight < 1 || weight > MAX_WEIGHT)) {
            throw new IllegalArgumentException("a weight of " + weight + " is not within 1.." + MAX_WEIGHT);
        }
        if (cpuMax != null && !(cpuMax >= MIN_CPU)) {
            throw new IllegalArgumentException("a maximum of " + cpuMax + " cores is below " + MIN_CPU);
        }
    }

    /** This weight, and it runs within its own limit. */
    public static Share ofWeight(int weight) {
        return new Share(weight, null, false);
    }

    /** At most so many cores, with its own weight. */
    public static Share ofMax(double cores) {
        return new Share(null, cores, false);
    }

    /** The same, standing still or not. */
    public Share frozen(boolean still) {
        return new Share(weight, cpuMax, still);
    }
}
