package io.agentropic.limits;

/** A running agent cannot be given this limit: which, why, and what to do instead. Its limits are as they were. */
public final class LimitRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the limit with its value and says why it is refused. */
    public LimitRefusedException(String message) {
        super(message);
    }
}
