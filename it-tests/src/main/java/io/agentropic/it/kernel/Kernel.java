package io.agentropic.it.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * {@code syscall(2)}: any system call with any arguments, as native code of an agent's own would make it. Memory lives
 * as long as the JVM: callers are small programs.
 */
public final class Kernel {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = syscall();
    private static final int ARGUMENTS = 6;

    private Kernel() {}

    /**
     * Makes the call.
     *
     * @throws UnsupportedOperationException when this architecture has no such call
     */
    public static Answer call(Syscall call, long... arguments) {
        if (!call.exists()) {
            throw new UnsupportedOperationException(call + " does not exist on " + System.getProperty("os.arch"));
        }
        return call(call.number(), arguments);
    }

    /** Makes the call of this number, whatever its name. */
    public static Answer call(long number, long... arguments) {
        long[] all = new long[ARGUMENTS];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long value = (long) SYSCALL.invokeExact(state, number, all[0], all[1], all[2], all[3], all[4], all[5]);
            return new Answer(value, value == -1 ? (int) ERRNO.get(state, 0L) : 0);
        } catch (Throwable e) {
            throw new IllegalStateException("syscall(" + number + ") cannot be made", e);
        }
    }

    /** A text as C has it, never freed; its address. */
    public static long text(String text) {
        return Arena.global().allocateFrom(text).address();
    }

    /** So many bytes of zeroes, never freed. */
    public static MemorySegment memory(long bytes) {
        return Arena.global().allocate(bytes, Long.BYTES);
    }

    /** A copy of these bytes, never freed; its address. */
    public static long bytes(byte[] bytes) {
        return Arena.global().allocateFrom(JAVA_BYTE, bytes).address();
    }

    /** Words of 64 bit, one after the other, never freed; their address. */
    public static long words(long... words) {
        return Arena.global().allocateFrom(JAVA_LONG, words).address();
    }

    /** Words of 32 bit, one after the other, never freed; their address. */
    public static long ints(int... ints) {
        MemorySegment memory = memory((long) ints.length * Integer.BYTES);
        MemorySegment.copy(ints, 0, memory, JAVA_INT, 0, ints.length);
        return memory.address();
    }

    /** So many words of 32 bit at this address, which must be one that this class gave. */
    @SuppressWarnings("restricted")
    public static int[] readInts(long address, int count) {
        return MemorySegment.ofAddress(address)
                .reinterpret((long) count * Integer.BYTES)
                .toArray(JAVA_INT);
    }

    /** Calls a function without arguments at this address: this JVM crashes when there is none. */
    @SuppressWarnings("restricted")
    static long enter(long address) {
        try {
            return (long) LINKER.downcallHandle(MemorySegment.ofAddress(address), FunctionDescriptor.of(JAVA_LONG))
                    .invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("the code at " + address + " cannot be entered", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle syscall() {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }
}
