package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;

/** This JVM as the kernel knows it. */
public final class CurrentProcess {

    private static final int PR_SET_DUMPABLE = 4;

    private CurrentProcess() {}

    /** The effective user id; 0 is root. See geteuid(2). */
    public static int effectiveUser() {
        return LibC.INSTANCE.geteuid();
    }

    /** Bytes in a page of memory; see getpagesize(2). */
    public static int pageBytes() {
        return LibC.INSTANCE.getpagesize();
    }

    /**
     * Denies other processes of the same user the memory, environment and descriptors of this one (ptrace,
     * {@code /proc/PID/mem}, {@code environ}, {@code fd}), and itself core dumps; see PR_SET_DUMPABLE(2const).
     *
     * @throws SyscallException when the kernel refuses
     */
    public static void forbidInspection() {
        var zero = new NativeLong(0);
        try {
            LibC.INSTANCE.prctl(PR_SET_DUMPABLE, zero, zero, zero, zero);
        } catch (LastErrorException e) {
            throw new SyscallException("prctl(PR_SET_DUMPABLE, 0)", e);
        }
    }
}
