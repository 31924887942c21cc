package io.agentropic.syscall;

import java.util.List;

/** Error numbers of the system calls, the same on both architectures; see errno(3). */
final class Errno {

    static final int EPERM = 1;
    static final int ESRCH = 3;
    static final int EINVAL = 22;

    private static final List<String> NAMES = List.of(
            "0",
            "EPERM",
            "ENOENT",
            "ESRCH",
            "EINTR",
            "EIO",
            "ENXIO",
            "E2BIG",
            "ENOEXEC",
            "EBADF",
            "ECHILD",
            "EAGAIN",
            "ENOMEM",
            "EACCES",
            "EFAULT",
            "ENOTBLK",
            "EBUSY",
            "EEXIST",
            "EXDEV",
            "ENODEV",
            "ENOTDIR",
            "EISDIR",
            "EINVAL",
            "ENFILE",
            "EMFILE",
            "ENOTTY",
            "ETXTBSY",
            "EFBIG",
            "ENOSPC",
            "ESPIPE",
            "EROFS",
            "EMLINK",
            "EPIPE",
            "EDOM",
            "ERANGE",
            "EDEADLK",
            "ENAMETOOLONG",
            "ENOLCK",
            "ENOSYS",
            "ENOTEMPTY",
            "ELOOP");

    private Errno() {}

    static String name(int errno) {
        return errno > 0 && errno < NAMES.size() ? NAMES.get(errno) : "errno " + errno;
    }
}
