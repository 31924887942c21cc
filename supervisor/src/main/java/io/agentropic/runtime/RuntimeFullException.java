package io.agentropic.runtime;

/** The runtime knows as many agents as it may. */
public final class RuntimeFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says how many it may know. */
    public RuntimeFullException(int maxAgents) {
        super("the runtime knows " + maxAgents + " agents already; raise maxAgents");
    }
}
