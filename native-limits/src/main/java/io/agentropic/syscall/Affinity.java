package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.util.Set;
import java.util.TreeSet;

/** On which processors a thread may run; see sched_setaffinity(2). What it starts later inherits it. */
public final class Affinity {

    /** Room for 8,192 processors, the most that Linux is built for. */
    private static final int MASK_BYTES = 1_024;

    private Affinity() {}

    /**
     * The processors of the main thread of {@code pid}; 0 is the calling thread.
     *
     * @throws SyscallException ESRCH when there is no such process
     */
    public static Set<Integer> of(long pid) {
        Memory mask = new Memory(MASK_BYTES);
        mask.clear();
        try {
            LibC.INSTANCE.sched_getaffinity(Math.toIntExact(pid), new NativeLong(MASK_BYTES), mask);
        } catch (LastErrorException e) {
            throw new SyscallException("sched_getaffinity(" + pid + ")", e);
        }
        Set<Integer> processors = new TreeSet<>();
        for (int i = 0; i < MASK_BYTES * Byte.SIZE; i++) {
            if ((mask.getByte(i / Byte.SIZE) & 1 << i % Byte.SIZE) != 0) {
                processors.add(i);
            }
        }
        return processors;
    }

    /**
     * Keeps the main thread of {@code pid}, and what it starts from now on, on one processor.
     *
     * @throws SyscallException EINVAL when it may not run there, EPERM when it is someone else's
     */
    public static void set(long pid, int processor) {
        Memory mask = new Memory(MASK_BYTES);
        mask.clear();
        mask.setByte(processor / Byte.SIZE, (byte) (1 << processor % Byte.SIZE));
        try {
            LibC.INSTANCE.sched_setaffinity(Math.toIntExact(pid), new NativeLong(MASK_BYTES), mask);
        } catch (LastErrorException e) {
            throw new SyscallException("sched_setaffinity(" + pid + ", " + processor + ")", e);
        }
    }
}
