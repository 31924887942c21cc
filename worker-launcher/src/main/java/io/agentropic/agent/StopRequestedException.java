package io.agentropic.agent;

/**
 * The supervisor wants the agent to end. Thrown out of safe points; letting it leave {@link Agent#execute} is the
 * orderly way to stop.
 */
public final class StopRequestedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A stop for this reason. */
    public StopRequestedException(String reason) {
        super(reason);
    }
}
