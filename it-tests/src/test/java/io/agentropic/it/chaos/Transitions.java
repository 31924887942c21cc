package io.agentropic.it.chaos;

import static io.agentropic.status.AgentState.BACKOFF;
import static io.agentropic.status.AgentState.COMPLETED;
import static io.agentropic.status.AgentState.FAILED;
import static io.agentropic.status.AgentState.FINISHING;
import static io.agentropic.status.AgentState.KILLING;
import static io.agentropic.status.AgentState.RUNNING;
import static io.agentropic.status.AgentState.STARTING;
import static io.agentropic.status.AgentState.STOPPED;
import static io.agentropic.status.AgentState.STOPPING;
import static io.agentropic.status.AgentState.STUCK;
import static io.agentropic.status.AgentState.WAITING;

import io.agentropic.status.AgentState;
import java.util.Set;

/** Which state may follow which, for agents without dependencies, groups and failure domains. */
final class Transitions {

    private Transitions() {}

    static boolean allowed(AgentState from, AgentState to) {
        return following(from).contains(to);
    }

    private static Set<AgentState> following(AgentState from) {
        return switch (from) {
            case NEW, COMPLETED, FAILED, STOPPED -> Set.of(WAITING);
            case WAITING -> Set.of(STARTING, STOPPED);
            case STARTING -> Set.of(RUNNING, STOPPING, FINISHING);
            case RUNNING -> Set.of(STOPPING, FINISHING);
            case STOPPING -> Set.of(KILLING, FINISHING);
            case KILLING -> Set.of(FINISHING, STUCK);
            case STUCK -> Set.of(FINISHING);
            case FINISHING -> Set.of(BACKOFF, WAITING, STOPPED, COMPLETED, FAILED, STUCK);
            case BACKOFF -> Set.of(WAITING, STOPPED);
        };
    }
}
