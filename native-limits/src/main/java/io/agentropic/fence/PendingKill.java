package io.agentropic.fence;

import io.agentropic.syscall.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Whether SIGKILL is on its way to a process, which then looks alive for some time; see {@code SigPnd} and {@code ShdPnd} in
 * proc_pid_status(5).
 */
final class PendingKill {

    private static final Pattern PENDING = Pattern.compile("(?m)^S(?:ig|hd)Pnd:\\s+([0-9a-f]{16})$");
    private static final long KILL = 1L << (Signals.SIGKILL - 1);
    private static final int HEXADECIMAL = 16;

    private PendingKill() {}

    /** Whether it is so now; also of a process that is gone. */
    static boolean awaits(long pid) {
        try {
            return isIn(Files.readString(Path.of("/proc/" + pid + "/status")));
        } catch (IOException gone) {
            return true;
        }
    }

    /** Whether this text of {@code /proc/PID/status} says so. */
    static boolean isIn(String status) {
        return PENDING.matcher(status)
                .results()
                .mapToLong(set -> Long.parseUnsignedLong(set.group(1), HEXADECIMAL))
                .anyMatch(set -> (set & KILL) != 0);
    }
}
