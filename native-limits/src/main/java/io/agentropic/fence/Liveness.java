package io.agentropic.fence;

import io.agentropic.syscall.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a process lives and goes on living, from one reading of {@code /proc/PID/status}: a SIGKILL that is on its way leaves
 * it looking alive for some time, but shows among the pending signals; see proc_pid_status(5).
 */
final class Liveness {

    private static final long KILL = 1L << (Signals.SIGKILL - 1);
    private static final int HEXADECIMAL = 16;

    private Liveness() {}

    /** What is the matter with the process that has {@code pid} now, in words that follow its number; empty for nothing. */
    static Optional<String> flaw(long pid) {
        try {
            return flawIn(Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.of("is gone");
        }
    }

    /** What this text of {@code /proc/PID/status} says. */
    static Optional<String> flawIn(String status) {
        String state = field(status, "State");
        if (state.isEmpty() || "ZXxTt".indexOf(state.charAt(0)) >= 0) {
            return Optional.of("does not run: its state is " + state);
        }
        boolean dissolving = field(status, "VmSize").isEmpty();
        if (dissolving || awaitsKill(field(status, "SigPnd")) || awaitsKill(field(status, "ShdPnd"))) {
            return Optional.of("is about to end");
        }
        return Optional.empty();
    }

    private static boolean awaitsKill(String signals) {
        return !signals.isEmpty() && (Long.parseUnsignedLong(signals, HEXADECIMAL) & KILL) != 0;
    }

    /** The value behind {@code NAME:}; empty where the line is missing, as the sizes are once the memory was given back. */
    private static String field(String status, String name) {
        int line = status.indexOf("\n" + name + ":");
        if (line < 0) {
            return "";
        }
        int begin = line + name.length() + 2;
        int end = status.indexOf('\n', begin);
        return status.substring(begin, end < 0 ? status.length() : end).strip();
    }
}
