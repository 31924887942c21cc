package io.agentropic.control;

/** The control socket cannot be used: which, why, and what to do. */
public final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which socket and why. */
    public ControlException(String message) {
        super(message);
    }

    /** Says which socket; the cause says why. */
    public ControlException(String message, Throwable cause) {
        super(message, cause);
    }
}
