package io.agentropic.rundir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The limit that the kernel puts on a Unix-domain socket's path. */
final class SocketPaths {

    /** {@code sun_path} holds 108 bytes, the closing NUL included (unix(7)). */
    private static final int MAX_BYTES = 107;

    private SocketPaths() {}

    static void requireFitting(Path socket) {
        int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new RunDirectoryException(
                    "the path " + socket + " has " + bytes + " bytes, and a socket's path may have " + MAX_BYTES
                            + "; choose a shorter run directory with --run-dir");
        }
    }
}
