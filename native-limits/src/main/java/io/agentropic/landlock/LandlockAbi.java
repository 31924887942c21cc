package io.agentropic.landlock;

/**
 * A version of Landlock's interface, and what it can hold; see landlock(7) and the kernel's userspace-api/landlock.rst.
 * A version that is newer than any known here is used as the newest known.
 *
 * @param version 0 for a kernel without Landlock
 */
public record LandlockAbi(int version) {

    /** The first that can stop a file from being cut (Linux 6.2). */
    public static final int TRUNCATE = 3;
    /** The first with rules on TCP ports (Linux 6.7). */
    public static final int TCP = 4;
    /** The first that keeps signals and abstract sockets inside (Linux 6.12). */
    public static final int SCOPES = 6;
    /** The first with rules on Unix-domain sockets that have a path (Linux 7.1). */
    public static final int UNIX_SOCKETS = 9;

    private static final int REFER = 2;
    private static final int DEVICE_CONTROL = 5;

    private static final int FILE_RIGHTS_OF_FIRST = 13;

    private static final long BIND_AND_CONNECT_TCP = 3;
    private static final long ABSTRACT_SOCKETS_AND_SIGNALS = 3;

    /** Whether this version has what came with {@code since}. */
    public boolean has(int since) {
        return version >= since;
    }

    /** Every right on files that this version knows: what is not granted is refused. */
    public long fileRights() {
        int bits = FILE_RIGHTS_OF_FIRST;
        for (int since : new int[] {REFER, TRUNCATE, DEVICE_CONTROL, UNIX_SOCKETS}) {
            bits += has(since) ? 1 : 0;
        }
        return (1L << bits) - 1;
    }

    /** Every right on TCP ports; 0 before there were any. */
    public long portRights() {
        return has(TCP) ? BIND_AND_CONNECT_TCP : 0;
    }

    /** Everything that can be kept inside; 0 before there was anything. */
    public long scopes() {
        return has(SCOPES) ? ABSTRACT_SOCKETS_AND_SIGNALS : 0;
    }
}
