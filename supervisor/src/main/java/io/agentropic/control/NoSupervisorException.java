package io.agentropic.control;

import java.nio.file.Path;

/** Nothing listens on the control socket. */
public final class NoSupervisorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the socket. */
    public NoSupervisorException(Path socket, Throwable cause) {
        super(
                "no supervisor is listening on " + socket + "; start one with 'up FILE', or name its directory with"
                        + " --run-dir",
                cause);
    }
}
