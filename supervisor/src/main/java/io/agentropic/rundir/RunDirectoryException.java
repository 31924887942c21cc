package io.agentropic.rundir;

/** The run directory cannot be used: which, why, and what to do. */
public final class RunDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which directory, why, and what to do. */
    public RunDirectoryException(String message) {
        super(message);
    }

    /** Says which directory and what was attempted; the cause says why. */
    public RunDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
