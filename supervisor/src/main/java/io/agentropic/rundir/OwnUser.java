package io.agentropic.rundir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The user of this process, found without native code: commands that start fast need it too. Not the owner of {@code
 * /proc/self}, which is root when the process forbids others to look into it; see PR_SET_DUMPABLE(2const).
 */
public final class OwnUser {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "Uid:";
    private static final int EFFECTIVE = 1;

    private OwnUser() {}

    /** The effective user id. */
    public static int uid() {
        try {
            return uid(Files.readAllLines(STATUS));
        } catch (IOException e) {
            throw new UncheckedIOException(STATUS + " cannot be read; is /proc mounted?", e);
        }
    }

    static int uid(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(KEY))
                .map(line -> line.substring(KEY.length()).strip().split("\\s+", -1))
                .map(ids -> Integer.parseUnsignedInt(ids[EFFECTIVE]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(STATUS + " has no line '" + KEY + "'"));
    }
}
