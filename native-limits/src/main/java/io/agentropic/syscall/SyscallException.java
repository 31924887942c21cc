package io.agentropic.syscall;

import com.sun.jna.LastErrorException;

/** A system call failed: {@code prlimit(4711, RLIMIT_NOFILE, 128): EPERM}. */
public final class SyscallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    /** Says which call failed, with what arguments, and how. */
    public SyscallException(String call, int errno) {
        super(call + ": " + Errno.name(errno));
        this.errno = errno;
    }

    SyscallException(String call, LastErrorException cause) {
        super(call + ": " + Errno.name(cause.getErrorCode()), cause);
        this.errno = cause.getErrorCode();
    }

    /** The same failure, told with more about the call. */
    SyscallException(String call, SyscallException cause) {
        super(call + ": " + Errno.name(cause.errno), cause);
        this.errno = cause.errno;
    }

    /** As errno(3) counts it. */
    public int errno() {
        return errno;
    }

    /** Whether it was refused for lack of privilege ({@code EPERM}). */
    public boolean notPermitted() {
        return errno == Errno.EPERM;
    }
}
