package io.agentropic.pool;

import io.agentropic.time.DurationRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many workers wait for agents.
 *
 * @param size at most so many, of all kinds together, those that agents keep for themselves aside; 0, the default, for none
 * @param maxIdle how long workers of a kind are kept that no agent has asked for; default 5 minutes
 */
public record WarmPoolConfig(int size, Duration maxIdle) {

    /** No worker waits. */
    public static final WarmPoolConfig NONE = new WarmPoolConfig(0, Duration.ofMinutes(5));

    private static final int LARGEST = 1_000;

    /** So many, with the default for the rest. */
    public static WarmPoolConfig ofSize(int size) {
        return new WarmPoolConfig(size, NONE.maxIdle());
    }

    /** Everything that is wrong with the values, as sentences; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (size < 0 || size > LARGEST) {
            violations.add("runtime.warmPool.size must be from 0 to " + LARGEST + ", not " + size);
        }
        violations.addAll(DurationRules.aboveZero("runtime.warmPool.maxIdle", maxIdle));
        return violations;
    }
}
