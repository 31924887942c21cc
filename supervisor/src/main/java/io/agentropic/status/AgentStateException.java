package io.agentropic.status;

/** What was asked of an agent is not possible in its present state. */
public final class AgentStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AgentState state;

    /** Says what was asked, the agent's state, and what to do instead. */
    public AgentStateException(String agent, AgentState state, String message) {
        super("agent '" + agent + "' is " + state + ": " + message);
        this.state = state;
    }

    /** The state that stood in the way. */
    public AgentState state() {
        return state;
    }
}
