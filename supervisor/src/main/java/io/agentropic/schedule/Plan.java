package io.agentropic.schedule;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a policy wants from now on. It is declared, not commanded: the scheduler changes what differs from the plan before.
 *
 * @param shares by the agents' names; who is not named has {@link Share#OWN}
 * @param again when the policy wants to be asked again, at the latest; {@code null} for not before an agent begins or ceases
 *     to run, or changes
 */
public record Plan(Map<String, Share> shares, @Nullable Duration again) {

    /** Everybody runs with weight and limit of their own, and no more questions. */
    public static final Plan OWN = new Plan(Map.of(), null);

    /** Copies the map. */
    public Plan {
        shares = Map.copyOf(shares);
    }

    /** The share of this agent. */
    public Share of(String agent) {
        return shares.getOrDefault(agent, Share.OWN);
    }
}
