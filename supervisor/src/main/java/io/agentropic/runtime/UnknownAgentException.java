package io.agentropic.runtime;

/** No agent has this name. */
public final class UnknownAgentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the agent that was asked for. */
    public UnknownAgentException(String agent) {
        super("no agent is named '" + agent + "'");
    }
}
