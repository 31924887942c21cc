package io.agentropic.worker;

/** The worker ends before it has an agent to run. The message is for standard error. */
final class LaunchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    LaunchException(String message) {
        this(message, WorkerMain.NOT_STARTED);
    }

    LaunchException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    int exitCode() {
        return exitCode;
    }
}
