package io.agentropic.exit;

import java.util.Map;
import java.util.Set;

/** Signal numbers as an exit code of a shell carries them (signal(7)); the same on x86_64 and aarch64. */
final class Signals {

    static final int HUP = 1;
    static final int INT = 2;
    static final int KILL = 9;
    static final int TERM = 15;

    /** A JVM turns these into an orderly exit with code 128 + N; the code is all that is left of the signal. */
    static final Set<Integer> ORDERLY = Set.of(HUP, INT, TERM);

    /** A fault of the process itself: ILL, TRAP, ABRT, BUS, FPE, SEGV, SYS. */
    static final Set<Integer> FAULTS = Set.of(4, 5, 6, 7, 8, 11, 31);

    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(HUP, "SIGHUP"),
            Map.entry(INT, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(KILL, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(TERM, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(31, "SIGSYS"));

    private Signals() {}

    /** The signal in an exit code, or 0 when the code carries none. */
    static int in(int code) {
        int signal = code - SIGNALLED;
        return signal > 0 && signal <= LAST_SIGNAL ? signal : 0;
    }

    static String name(int signal) {
        return NAMES.getOrDefault(signal, "signal " + signal);
    }
}
