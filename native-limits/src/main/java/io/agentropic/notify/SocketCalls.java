package io.agentropic.notify;

import io.agentropic.syscall.Architecture;

/**
 * The system calls that the filter looks at, by number; from {@code arch/x86/entry/syscalls/syscall_64.tbl} and {@code
 * include/uapi/asm-generic/unistd.h}.
 *
 * @param audit AUDIT_ARCH of the architecture, {@code include/uapi/linux/audit.h}
 */
record SocketCalls(
        int audit,
        int socket,
        int listen,
        int receiveMessage,
        int receiveMessages,
        int newThread,
        int unshare,
        int control) {

    /** The same on both architectures. */
    static final int IO_URING_SETUP = 425;

    static final int CLONE3 = 435;
    static final int CLOSE_RANGE = 436;
    static final int PIDFD_GETFD = 438;

    static SocketCalls of(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> new SocketCalls(0xC000003E, 41, 50, 47, 299, 56, 272, 157);
            case AARCH64 -> new SocketCalls(0xC00000B7, 198, 201, 212, 243, 220, 97, 167);
        };
    }
}
