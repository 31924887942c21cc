package io.agentropic.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An agent's {@code limits.cpu} is its rate, whoever else wants the processors. Those without one share equally what the rates
 * leave, and have {@link #LEAST} of a core where they leave nothing.
 */
public final class RateBased implements SchedulingPolicy {

    /** What an agent without a rate has at least, in cores. */
    public static final double LEAST = 0.05;

    @Override
    public Plan plan(Snapshot snapshot) {
        double rates = snapshot.agents().stream()
                .map(RunningAgent::cpuLimit)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
        List<RunningAgent> others = snapshot.agents().stream()
                .filter(agent -> agent.cpuLimit() == null)
                .toList();
        if (others.isEmpty() || rates == 0) {
            return Plan.OWN;
        }
        Share rest = Share.ofMax(Math.max(LEAST, (snapshot.cores() - rates) / others.size()));
        Map<String, Share> shares = new HashMap<>();
        others.forEach(agent -> shares.put(agent.name(), rest));
        return new Plan(shares, null);
    }

    @Override
    public boolean watches() {
        return false;
    }
}
