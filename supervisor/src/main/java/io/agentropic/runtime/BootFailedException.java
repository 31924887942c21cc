package io.agentropic.runtime;

/** Agents that were to be started together, or not at all, are not: the first start of one of them failed. */
public final class BootFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String agent;

    BootFailedException(String agent, String why) {
        super("the start of agent '" + agent + "' failed, so those started with it were stopped: " + why);
        this.agent = agent;
    }

    /** The agent whose start failed. */
    public String agent() {
        return agent;
    }
}
