package io.agentropic.syscall;

import com.sun.jna.LastErrorException;

/** A system call failed: {@code prlimit(4711, RLIMIT_NOFILE, 128): EPERM}. */
public final class SyscallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    SyscallException(String call, LastErrorException cause) {
        super(call + ": " + Errno.name(cause.getErrorCode()), cause);
        this.errno = cause.getErrorCode();
    }

    /** Whether it was refused for lack of privilege ({@code EPERM}). */
    public boolean notPermitted() {
        return errno == Errno.EPERM;
    }
}
