package io.agentropic.fence;

/** A step of building, confirming or removing a fence failed: the call, its arguments and the reason. */
public final class FenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which step failed and why. */
    public FenceException(String message) {
        super(message);
    }

    /** Says which step failed; the cause says why. */
    public FenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
