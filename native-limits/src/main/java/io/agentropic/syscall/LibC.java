package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;

/** The C library under its own names and types; the manual page of each function is named beside it. */
interface LibC extends Library {

    /** Loaded on first use. */
    LibC INSTANCE = load();

    /** syscall(2). Pass what the kernel takes as {@code long} or pointer-sized as {@link NativeLong}. */
    NativeLong syscall(NativeLong number, Object... arguments) throws LastErrorException;

    /** prctl(2). */
    int prctl(int operation, NativeLong arg2, NativeLong arg3, NativeLong arg4, NativeLong arg5)
            throws LastErrorException;

    /** statfs(2); {@code buffer} takes a {@code struct statfs}, of which {@code f_type} is the first word. */
    int statfs(String path, Memory buffer) throws LastErrorException;

    /** geteuid(2). */
    int geteuid();

    /** getegid(2). */
    int getegid();

    /** umask(2). */
    int umask(int mask);

    /** getpagesize(2). */
    int getpagesize();

    /** open(2), without O_CREAT. */
    int open(String path, int flags) throws LastErrorException;

    /** ioctl(2), with a pointer to what the request takes. */
    int ioctl(int descriptor, NativeLong request, Memory argument) throws LastErrorException;

    /** poll(2); {@code descriptors} has {@code count} of {@code struct pollfd}. */
    int poll(Memory descriptors, NativeLong count, int timeoutMillis) throws LastErrorException;

    /** eventfd(2). */
    int eventfd(int value, int flags) throws LastErrorException;

    /** socket(2). */
    int socket(int domain, int type, int protocol) throws LastErrorException;

    /** sched_setaffinity(2); {@code mask} has one bit for each processor. */
    int sched_setaffinity(int pid, NativeLong bytes, Memory mask) throws LastErrorException;

    /** sched_getaffinity(2); {@code mask} has one bit for each processor. */
    int sched_getaffinity(int pid, NativeLong bytes, Memory mask) throws LastErrorException;

    /** write(2). */
    NativeLong write(int descriptor, Memory bytes, NativeLong count) throws LastErrorException;

    /** close(2). */
    int close(int descriptor) throws LastErrorException;

    private static LibC load() {
        Architecture.host();
        return Native.load("c", LibC.class);
    }
}
