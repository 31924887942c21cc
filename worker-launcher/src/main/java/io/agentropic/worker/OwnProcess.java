package io.agentropic.worker;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * This process as {@code /proc/self/stat} describes it; see {@code proc_pid_stat(5)}. {@code ProcessHandle} and the
 * management beans say the same, at five and fourteen milliseconds for their first word.
 */
final class OwnProcess {

    /** {@code sysconf(_SC_CLK_TCK)} is 100 on every Linux that runs a JVM. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int UTIME_AFTER_NAME = 11;

    private OwnProcess() {}

    static long pid() {
        String stat = stat();
        return stat.isEmpty() ? ProcessHandle.current().pid() : Long.parseLong(stat.substring(0, stat.indexOf(' ')));
    }

    /** CPU time in all threads, dead ones included, to 10 ms; 0 where {@code /proc} is out of reach. */
    static long cpuNanos() {
        String stat = stat();
        return stat.isEmpty() ? 0 : cpuTicks(stat) * NANOS_PER_TICK;
    }

    /** Fields 14 and 15; the name in field 2 may hold blanks and parentheses, so counting starts behind it. */
    static long cpuTicks(String stat) {
        int field = stat.lastIndexOf(')') + 2;
        for (int skipped = 0; skipped < UTIME_AFTER_NAME; skipped++) {
            field = stat.indexOf(' ', field) + 1;
        }
        int second = stat.indexOf(' ', field) + 1;
        return Long.parseLong(stat.substring(field, second - 1))
                + Long.parseLong(stat.substring(second, stat.indexOf(' ', second)));
    }

    private static String stat() {
        try (FileInputStream file = new FileInputStream("/proc/self/stat")) {
            byte[] bytes = new byte[1024];
            int length = file.read(bytes);
            return length <= 0 ? "" : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException outOfReach) {
            return "";
        }
    }
}
