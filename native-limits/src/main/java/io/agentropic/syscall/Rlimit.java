package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** Resource limits of a process; see prlimit(2). Numbers are the same on both architectures. */
public enum Rlimit {
    /** The largest file that may be written, in bytes. */
    FSIZE(1),
    /** The largest core dump, in bytes. */
    CORE(4),
    /** One more than the highest descriptor number. */
    NOFILE(7);

    /** No limit. */
    public static final long INFINITY = -1;

    private static final int STRUCT_BYTES = 16;
    private static final int HARD_OFFSET = 8;

    private final int number;

    Rlimit(int number) {
        this.number = number;
    }

    /**
     * A soft and a hard limit.
     *
     * @param soft what the kernel enforces
     * @param hard how far an unprivileged process may raise the soft one
     */
    public record Pair(long soft, long hard) {}

    /**
     * The limits of {@code pid}; 0 is this process.
     *
     * @throws SyscallException ESRCH when there is no such process, EPERM when it is someone else's
     */
    public Pair of(long pid) {
        var old = new Memory(STRUCT_BYTES);
        prlimit(pid, Pointer.NULL, old, "");
        return new Pair(old.getLong(0), old.getLong(HARD_OFFSET));
    }

    /**
     * Sets soft and hard limit of {@code pid} to {@code value}, so that neither can be raised again without privilege, and
     * reads them back.
     *
     * @return what was read back
     * @throws SyscallException EPERM when {@code value} is above the hard limit and this process is not privileged
     */
    public Pair set(long pid, long value) {
        var both = new Memory(STRUCT_BYTES);
        both.setLong(0, value);
        both.setLong(HARD_OFFSET, value);
        prlimit(pid, both, Pointer.NULL, ", " + value);
        return of(pid);
    }

    private void prlimit(long pid, Pointer set, Pointer old, String values) {
        try {
            LibC.INSTANCE.syscall(
                    new NativeLong(Architecture.host().prlimit64), Math.toIntExact(pid), number, set, old);
        } catch (LastErrorException e) {
            throw new SyscallException("prlimit(" + pid + ", RLIMIT_" + name() + values + ")", e);
        }
    }
}
