package io.agentropic.launch;

/** A child could not be started: what was attempted and why it failed. Nothing of it is left. */
public final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was attempted and why it failed. */
    public LaunchException(String message) {
        super(message);
    }

    /** Says what was attempted; the cause says why it failed. */
    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
