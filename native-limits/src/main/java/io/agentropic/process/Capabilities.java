package io.agentropic.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The privileges of this process; see capabilities(7). */
public final class Capabilities {

    private static final int CAP_SETGID = 6;
    private static final int CAP_SETUID = 7;
    private static final int CAP_SETPCAP = 8;
    private static final int CAP_SYS_RESOURCE = 24;
    private static final String EFFECTIVE = "CapEff:";

    private Capabilities() {}

    /** Whether it may raise hard limits ({@code CAP_SYS_RESOURCE}). */
    public static boolean mayRaiseHardLimits() {
        return effective(CAP_SYS_RESOURCE);
    }

    /** Whether it may become any user for good ({@code CAP_SETUID}, {@code CAP_SETGID}, {@code CAP_SETPCAP}). */
    public static boolean mayBecomeOtherUsers() {
        return effective(CAP_SETGID) && effective(CAP_SETUID) && effective(CAP_SETPCAP);
    }

    private static boolean effective(int capability) {
        return effective(OfThisProcess.STATUS, capability);
    }

    /** Read once: nothing here ever changes what the process as a whole may do. */
    private static final class OfThisProcess {
        static final String STATUS = read();

        private static String read() {
            try {
                return Files.readString(Path.of("/proc/self/status"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read /proc/self/status", e);
            }
        }
    }

    static boolean effective(String status, int capability) {
        return status.lines()
                .filter(line -> line.startsWith(EFFECTIVE))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring(EFFECTIVE.length()).strip(), 16))
                .anyMatch(mask -> (mask >>> capability & 1) == 1);
    }
}
