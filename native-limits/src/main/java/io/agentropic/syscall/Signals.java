package io.agentropic.syscall;

/** Signal numbers, the same on x86_64 and aarch64; see signal(7). */
public final class Signals {

    /** Hang-up. */
    public static final int SIGHUP = 1;
    /** Interrupt from the keyboard. */
    public static final int SIGINT = 2;
    /** Quit; a JVM answers with a thread dump. */
    public static final int SIGQUIT = 3;
    /** Abort. */
    public static final int SIGABRT = 6;
    /** Kill; cannot be caught. */
    public static final int SIGKILL = 9;
    /** Bad memory access. */
    public static final int SIGSEGV = 11;
    /** Please end. */
    public static final int SIGTERM = 15;
    /** Continue after a stop. */
    public static final int SIGCONT = 18;
    /** Stop; cannot be caught. */
    public static final int SIGSTOP = 19;
    /** Bad system call; how seccomp kills. */
    public static final int SIGSYS = 31;

    private Signals() {}

    /** {@code SIGTERM} for 15; {@code signal 63} for one that has no name here. */
    public static String name(int signal) {
        return switch (signal) {
            case SIGHUP -> "SIGHUP";
            case SIGINT -> "SIGINT";
            case SIGQUIT -> "SIGQUIT";
            case SIGABRT -> "SIGABRT";
            case SIGKILL -> "SIGKILL";
            case SIGSEGV -> "SIGSEGV";
            case SIGTERM -> "SIGTERM";
            case SIGCONT -> "SIGCONT";
            case SIGSTOP -> "SIGSTOP";
            case SIGSYS -> "SIGSYS";
            default -> "signal " + signal;
        };
    }
}
