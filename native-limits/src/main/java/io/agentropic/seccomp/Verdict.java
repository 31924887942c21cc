package io.agentropic.seccomp;

/** What the kernel does with a call; {@code SECCOMP_RET_*} of seccomp(2). */
final class Verdict {

    static final int KILL_PROCESS = 0x80000000;
    static final int ALLOW = 0x7fff0000;

    private static final int ERRNO = 0x00050000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    /** The caller may not. */
    static final int NOT_PERMITTED = ERRNO | EPERM;
    /** As on a kernel that does not have the call: callers fall back to an older one. */
    static final int NOT_THERE = ERRNO | ENOSYS;
    /** As on a kernel without that kind of socket. */
    static final int NO_SUCH_FAMILY = ERRNO | EAFNOSUPPORT;

    private Verdict() {}
}
