package io.agentropic.dependency;

import io.agentropic.spec.DependencyCondition;
import io.agentropic.status.AgentState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one agent waits for, and how those agents stand as far as it was told. Owned by the agent's thread.
 *
 * <p>A condition is a level, not an event: it is looked at before each start, and waits through restarts of the other agent.
 * One that has failed, or completed where that does not satisfy, makes it hopeless. One that was stopped by request does not:
 * whoever stopped it can start it again.
 */
public final class Dependencies {

    private final Map<String, DependencyCondition> conditions;
    private final Map<String, Standing> standings = new LinkedHashMap<>();

    /** Nothing is known of the others yet. */
    public Dependencies(Map<String, DependencyCondition> conditions) {
        this.conditions = conditions;
    }

    /** Notes how another agent stands; answers whether that it is as wanted has changed by it. */
    public boolean note(Standing standing) {
        boolean before = satisfied(standing.agent());
        standings.put(standing.agent(), standing);
        return before != satisfied(standing.agent());
    }

    /** Whether the agent of this name is as wanted. */
    public boolean satisfied(String agent) {
        DependencyCondition condition = conditions.get(agent);
        return condition == null || satisfied(condition, standing(agent));
    }

    /** Whether the agent may start now. */
    public Outlook outlook() {
        List<String> pending = new ArrayList<>();
        for (Map.Entry<String, DependencyCondition> wanted : conditions.entrySet()) {
            Standing standing = standing(wanted.getKey());
            if (hopeless(wanted.getValue(), standing.state())) {
                return new Outlook.Hopeless("it waits for '" + standing.agent() + "' to be "
                        + wanted.getValue().word() + ", which is " + standing.state());
            }
            if (!satisfied(wanted.getValue(), standing)) {
                pending.add("'" + standing.agent() + "' to be "
                        + wanted.getValue().word() + " (it is " + standing.state() + ")");
            }
        }
        return pending.isEmpty() ? new Outlook.Clear() : new Outlook.Pending("waits for " + String.join(", ", pending));
    }

    private Standing standing(String agent) {
        return standings.getOrDefault(agent, Standing.unknown(agent));
    }

    private static boolean satisfied(DependencyCondition condition, Standing standing) {
        AgentState state = standing.state();
        return switch (condition) {
            case STARTED -> state == AgentState.RUNNING || state == AgentState.COMPLETED;
            case READY -> state == AgentState.RUNNING && standing.ready();
            case COMPLETED -> state == AgentState.COMPLETED;
        };
    }

    private static boolean hopeless(DependencyCondition condition, AgentState state) {
        return state == AgentState.FAILED || (state == AgentState.COMPLETED && condition == DependencyCondition.READY);
    }
}
