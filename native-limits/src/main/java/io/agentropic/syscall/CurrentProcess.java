package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.util.Optional;

/** This JVM as the kernel knows it. */
public final class CurrentProcess {

    private static final int PR_SET_DUMPABLE = 4;

    private static final int OWNER_ONLY = 0077;
    private static final int UNCHANGED = -1;

    /** What new files were denied to others before {@link #keepNewFilesPrivate}. */
    private static volatile int inheritedMask = UNCHANGED;

    private CurrentProcess() {}

    /** Denies everybody else the files that this process makes from now on; see umask(2). What it starts inherits it. */
    public static synchronized void keepNewFilesPrivate() {
        int before = LibC.INSTANCE.umask(OWNER_ONLY);
        if (inheritedMask == UNCHANGED) {
            inheritedMask = before;
        }
    }

    /** The mask that this process was started with, in octal, where it has another one by now. */
    public static Optional<String> inheritedFileMask() {
        int inherited = inheritedMask;
        return inherited == UNCHANGED ? Optional.empty() : Optional.of("%04o".formatted(inherited));
    }

    /** The effective user id; 0 is root. See geteuid(2). */
    public static int effectiveUser() {
        return LibC.INSTANCE.geteuid();
    }

    /** The effective group id. See getegid(2). */
    public static int effectiveGroup() {
        return LibC.INSTANCE.getegid();
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
