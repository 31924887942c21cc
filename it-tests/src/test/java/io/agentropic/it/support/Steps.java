package io.agentropic.it.support;

import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a runtime told of its agents, in order: {@code web RUNNING}. */
public final class Steps {

    private final List<AgentEvent> events = new CopyOnWriteArrayList<>();

    /** Listens to the runtime of this run from now on. */
    public static Steps of(CleanRun run) {
        Steps steps = new Steps();
        run.runtime().onEvent(steps.events::add);
        return steps;
    }

    /** Where in the order the agent first came to this state; -1 when it did not yet. */
    public int first(String agent, AgentState state) {
        return all().indexOf(agent + " " + state);
    }

    /** Where in the order the agent last came to this state; -1 when it did not yet. */
    public int last(String agent, AgentState state) {
        return all().lastIndexOf(agent + " " + state);
    }

    /** Every step that changed a state. */
    public List<String> all() {
        return events.stream()
                .map(event -> event.from() == event.to() ? "" : event.agent() + " " + event.to())
                .toList();
    }

    /** How often any agent came to this state. */
    public long count(AgentState state) {
        return events.stream()
                .filter(event -> event.to() == state && event.from() != state)
                .count();
    }

    /** What was told of the agent without a change of its state. */
    public List<String> remarks(String agent) {
        return events.stream()
                .filter(event -> event.agent().equals(agent) && event.from() == event.to())
                .map(AgentEvent::reason)
                .toList();
    }

    /** From now on only what follows is known. */
    public void forget() {
        events.clear();
    }
}
