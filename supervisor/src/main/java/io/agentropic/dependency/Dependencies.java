package io.agentropic.dependency;

import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.Ties;
import io.agentropic.status.AgentState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one agent waits for, and how those agents stand as far as it was told. Owned by the agent's thread.
 *
 * <p>A condition is a level, not an event: it is looked at before each start, and waits through restarts of the other agent.
 * One that has failed, or completed where that does not satisfy, makes it hopeless. One that was stopped by request does not:
 * whoever stopped it can start it again.
 */
public final class Dependencies {

    private final Ties ties;
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    /** The incarnation of each of {@code restartWith} in which it was seen running last. */
    private final Map<String, Long> ranIn = new HashMap<>();

    /** Nothing is known of the others yet. */
    public Dependencies(Ties ties) {
        this.ties = ties;
    }

    /** Notes how another agent stands; answers what that means for an agent that has begun a life. */
    public Effect note(Standing standing) {
        String other = standing.agent();
        boolean before = satisfied(other);
        standings.put(other, standing);
        if (ties.bindsTo().contains(other) && standing.state().hasEnded()) {
            return new Effect.Stop("'" + other + "', which it is bound to, is " + standing.state());
        }
        if (ties.restartWith().contains(other) && standing.state() == AgentState.RUNNING) {
            Long earlier = ranIn.put(other, standing.incarnation());
            if (earlier != null && earlier != standing.incarnation()) {
                return new Effect.Restart("'" + other + "', which it is restarted with, was restarted");
            }
        }
        boolean now = satisfied(other);
        if (before == now) {
            return new Effect.None();
        }
        String news = now ? "its dependency is back: '" : "its dependency is lost: '";
        return new Effect.News(news + other + "' is " + standing.state());
    }

    private boolean satisfied(String agent) {
        DependencyCondition condition = ties.dependsOn().get(agent);
        return condition == null || satisfied(condition, standing(agent));
    }

    /** Whether the agent may start now. */
    public Outlook outlook() {
        List<String> pending = new ArrayList<>();
        for (Map.Entry<String, DependencyCondition> wanted : ties.dependsOn().entrySet()) {
            Standing standing = standing(wanted.getKey());
            if (hopeless(wanted.getValue(), standing.state())) {
                return hopeless(standing, wanted.getValue().word());
            }
            if (!satisfied(wanted.getValue(), standing)) {
                pending.add(pending(standing, wanted.getValue().word()));
            }
        }
        for (String other : ties.bindsTo()) {
            Standing standing = standing(other);
            if (standing.state() == AgentState.FAILED || standing.state() == AgentState.COMPLETED) {
                return hopeless(standing, "running");
            }
            if (standing.state() != AgentState.RUNNING) {
                pending.add(pending(standing, "running"));
            }
        }
        Stream.concat(ties.after().stream(), ties.restartWith().stream())
                .distinct()
                .map(this::standing)
                .filter(standing -> isComingUp(standing.state()))
                .forEach(standing -> pending.add(pending(standing, "started or not")));
        return pending.isEmpty() ? new Outlook.Clear() : new Outlook.Pending("waits for " + String.join(", ", pending));
    }

    private static Outlook hopeless(Standing standing, String wanted) {
        return new Outlook.Hopeless(
                "it waits for '" + standing.agent() + "' to be " + wanted + ", which is " + standing.state());
    }

    private static String pending(Standing standing, String wanted) {
        return "'" + standing.agent() + "' to be " + wanted + " (it is " + standing.state() + ")";
    }

    private static boolean isComingUp(AgentState state) {
        return switch (state) {
            case NEW, WAITING, STARTING -> true;
            case RUNNING, STOPPING, KILLING, FINISHING, BACKOFF, STOPPED, COMPLETED, FAILED, STUCK -> false;
        };
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
