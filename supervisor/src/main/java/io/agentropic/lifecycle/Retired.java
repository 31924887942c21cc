package io.agentropic.lifecycle;

import io.agentropic.status.AgentState;

/** The end: the agent's thread does nothing more. */
record Retired(AgentState state, String reason) implements Phase {

    @Override
    public Phase enter() {
        return this;
    }

    @Override
    public Phase on(Signal signal) {
        return this;
    }
}
