package io.agentropic.runtime;

/** An agent of this name is known already. */
public final class DuplicateAgentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the agent. */
    public DuplicateAgentException(String agent) {
        super("an agent named '" + agent + "' is known already; choose another name, or start that one");
    }
}
