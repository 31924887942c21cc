package io.agentropic.dependency;

import io.agentropic.status.AgentState;

/**
 * How an agent stands, as those are told who wait for it or supervise it.
 *
 * @param agent its name
 * @param state where it is
 * @param ready whether it says that it can take work
 * @param incarnation which life it is in, or was in last; 0 before the first
 */
public record Standing(String agent, AgentState state, boolean ready, long incarnation) {

    /** An agent of which nothing is known yet. */
    public static Standing unknown(String agent) {
        return new Standing(agent, AgentState.NEW, false, 0);
    }
}
