package io.agentropic.spawn;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** Whether this kernel filters system calls. */
public final class SeccompSupport {

    private static final int SECCOMP_GET_ACTION_AVAIL = 2;
    private static final int KILL_PROCESS = 0x80000000;

    private SeccompSupport() {}

    /** Asks for the youngest verdict that the policies use (Linux 4.14). */
    public static boolean isThere() {
        Memory action = new Memory(Integer.BYTES);
        action.setInt(0, KILL_PROCESS);
        long noFlags = 0;
        return Posix.syscall(
                        CallNumbers.host().seccomp(),
                        SECCOMP_GET_ACTION_AVAIL,
                        noFlags,
                        Pointer.nativeValue(action),
                        0,
                        0,
                        0)
                == 0;
    }
}
