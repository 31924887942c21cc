package io.agentropic.network;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import io.agentropic.seccomp.SyscallFilter;
import io.agentropic.syscall.Architecture;

/** Puts a filter with a listener on the calling thread, as the start of a confined child does. */
final class InstalledFilter {

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SET_MODE_FILTER = 1;
    private static final int NEW_LISTENER = 8;
    private static final int HEADER_BYTES = 16;

    private InstalledFilter() {}

    interface LibC extends Library {
        LibC INSTANCE = Native.load("c", LibC.class);

        NativeLong syscall(NativeLong number, Object... arguments) throws LastErrorException;

        int prctl(int operation, NativeLong a, NativeLong b, NativeLong c, NativeLong d) throws LastErrorException;
    }

    /** The listener's descriptor. */
    static int on(SyscallFilter filter) {
        byte[] bytes = filter.bytes();
        Memory program = new Memory(HEADER_BYTES + (long) bytes.length);
        program.clear();
        program.setShort(0, (short) (bytes.length / Long.BYTES));
        program.setPointer(Long.BYTES, program.share(HEADER_BYTES));
        program.write(HEADER_BYTES, bytes, 0, bytes.length);
        var zero = new NativeLong(0);
        LibC.INSTANCE.prctl(PR_SET_NO_NEW_PRIVS, new NativeLong(1), zero, zero, zero);
        int number = switch (Architecture.host()) {
            case X86_64 -> 317;
            case AARCH64 -> 277;
        };
        return LibC.INSTANCE
                .syscall(new NativeLong(number), SET_MODE_FILTER, NEW_LISTENER, program)
                .intValue();
    }
}
