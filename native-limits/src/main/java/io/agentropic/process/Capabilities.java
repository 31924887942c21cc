package io.agentropic.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The privileges of this process; see capabilities(7). */
public final class Capabilities {

    private static final int CAP_SYS_RESOURCE = 24;
    private static final String EFFECTIVE = "CapEff:";

    private Capabilities() {}

    /** Whether it may raise hard limits ({@code CAP_SYS_RESOURCE}). */
    public static boolean mayRaiseHardLimits() {
        try {
            return effective(Files.readString(Path.of("/proc/self/status")), CAP_SYS_RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc/self/status", e);
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
