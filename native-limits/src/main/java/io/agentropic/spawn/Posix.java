package io.agentropic.spawn;

import com.sun.jna.Native;
import io.agentropic.syscall.Architecture;

/**
 * The C library under its own names, bound directly: arguments are plain numbers, so that a call neither allocates nor
 * loads a class. Pointers are addresses. What fails answers -1, and {@link Native#getLastError} says why, unless it is
 * noted otherwise.
 */
final class Posix {

    static final int O_WRONLY = 1;
    static final int O_CREAT = 0x40;
    static final int O_APPEND = 0x400;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x200000;
    static final int EINTR = 4;
    static final int EPIPE = 32;

    static {
        Architecture.host();
        Native.register(Posix.class, "c");
    }

    private Posix() {}

    /** syscall(2); six arguments of which the call takes as many as it has. */
    static native long syscall(long number, long a, long b, long c, long d, long e, long f);

    /** posix_spawn(3); answers an errno. */
    static native int posix_spawn(long pid, long path, long actions, long attributes, long argv, long envp);

    /** posix_spawn_file_actions_init(3); answers an errno. */
    static native int posix_spawn_file_actions_init(long actions);

    /** posix_spawn_file_actions_destroy(3); answers an errno. */
    static native int posix_spawn_file_actions_destroy(long actions);

    /** posix_spawn_file_actions_adddup2(3); answers an errno. */
    static native int posix_spawn_file_actions_adddup2(long actions, int from, int to);

    /** posix_spawnattr_init(3); answers an errno. */
    static native int posix_spawnattr_init(long attributes);

    /** posix_spawnattr_destroy(3); answers an errno. */
    static native int posix_spawnattr_destroy(long attributes);

    /** posix_spawnattr_setflags(3); answers an errno. */
    static native int posix_spawnattr_setflags(long attributes, short flags);

    /** posix_spawnattr_setsigdefault(3); answers an errno. */
    static native int posix_spawnattr_setsigdefault(long attributes, long signals);

    /** posix_spawnattr_setsigmask(3); answers an errno. */
    static native int posix_spawnattr_setsigmask(long attributes, long signals);

    /** sigemptyset(3). */
    static native int sigemptyset(long signals);

    /** sigfillset(3). */
    static native int sigfillset(long signals);

    /** open(2). */
    static native int open(String path, int flags, int mode);

    /** pipe2(2). */
    static native int pipe2(int[] descriptors, int flags);

    /** write(2). */
    static native long write(int descriptor, byte[] bytes, long count);

    /** close(2). */
    static native int close(int descriptor);

    /** waitid(2). */
    static native int waitid(int kind, int id, long info, int options);
}
