package io.agentropic.spawn;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.agentropic.seccomp.SyscallFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A system call that restricts the thread which makes it, prepared so that making it takes no more than the call. Its
 * restriction passes to what that thread starts and to nothing else.
 */
public final class ThreadStep {

    /** {@code SECCOMP_FILTER_FLAG_NEW_LISTENER}: the call answers a descriptor on which decisions are asked for. */
    public static final int NEW_LISTENER = 8;

    private static final int PR_CAPBSET_DROP = 24;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;

    /** {@code sizeof(struct sock_fprog)}. */
    private static final int PROGRAM_HEADER_BYTES = 16;

    private static final int INSTRUCTION_BYTES = 8;

    private final String call;
    private final long number;
    private final long a;
    private final long b;
    private final long c;
    /** What the arguments point to; held because nothing else holds it. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final List<Memory> memory;

    private ThreadStep(String call, long number, long a, long b, long c, List<Memory> memory) {
        this.call = call;
        this.number = number;
        this.a = a;
        this.b = b;
        this.c = c;
        this.memory = List.copyOf(memory);
    }

    /** It and what it starts gain no privilege by executing anything; PR_SET_NO_NEW_PRIVS(2const). */
    public static ThreadStep noNewPrivileges() {
        return new ThreadStep(
                "prctl(PR_SET_NO_NEW_PRIVS, 1)", CallNumbers.host().prctl(), PR_SET_NO_NEW_PRIVS, 1, 0, List.of());
    }

    /**
     * It becomes the user {@code uid} with a group of its own number and one further group, for good; needs CAP_SETUID,
     * CAP_SETGID and CAP_SETPCAP.
     *
     * @param lastCapability the highest capability number of the kernel
     */
    public static List<ThreadStep> becomeUser(int uid, int group, int lastCapability) {
        CallNumbers numbers = CallNumbers.host();
        List<ThreadStep> steps = new ArrayList<>(IntStream.rangeClosed(0, lastCapability)
                .mapToObj(capability -> new ThreadStep(
                        "prctl(PR_CAPBSET_DROP, " + capability + ")",
                        numbers.prctl(),
                        PR_CAPBSET_DROP,
                        capability,
                        0,
                        List.of()))
                .toList());
        Memory groups = new Memory(Integer.BYTES);
        groups.setInt(0, group);
        steps.add(new ThreadStep(
                "setgroups([" + group + "])", numbers.setgroups(), 1, Pointer.nativeValue(groups), 0, List.of(groups)));
        steps.add(new ThreadStep("setresgid(" + uid + ")", numbers.setresgid(), uid, uid, uid, List.of()));
        steps.add(new ThreadStep("setresuid(" + uid + ")", numbers.setresuid(), uid, uid, uid, List.of()));
        return steps;
    }

    /** It is held to a set of Landlock rules, which must stay open until the call was made. */
    static ThreadStep restrictTo(Descriptor ruleset) {
        return new ThreadStep(
                "landlock_restrict_self(" + ruleset.number() + ")",
                CallNumbers.LANDLOCK_RESTRICT_SELF,
                ruleset.number(),
                0,
                0,
                List.of());
    }

    /** Its system calls are filtered; see seccomp(2). Filters add up, and a later one is filtered by the earlier ones. */
    public static ThreadStep filterCalls(SyscallFilter filter) {
        return filterCalls(filter, 0);
    }

    /** As {@link #filterCalls(SyscallFilter)}, with {@link #NEW_LISTENER} or no flag. */
    public static ThreadStep filterCalls(SyscallFilter filter, int flags) {
        byte[] bytes = filter.bytes();
        Memory program = new Memory(bytes.length);
        program.write(0, bytes, 0, bytes.length);
        Memory header = new Memory(PROGRAM_HEADER_BYTES);
        header.clear();
        header.setShort(0, (short) (bytes.length / INSTRUCTION_BYTES));
        header.setPointer(Long.BYTES, program);
        return new ThreadStep(
                "seccomp(SECCOMP_SET_MODE_FILTER, " + flags + ", " + bytes.length / INSTRUCTION_BYTES
                        + " instructions)",
                CallNumbers.host().seccomp(),
                SECCOMP_SET_MODE_FILTER,
                flags,
                Pointer.nativeValue(header),
                List.of(program, header));
    }

    /** Whether its answer is a descriptor of this process. */
    boolean opensListener() {
        return number == CallNumbers.host().seccomp() && (b & NEW_LISTENER) != 0;
    }

    /** Makes the call on the present thread; answers what the kernel answers. */
    long make() {
        return Posix.syscall(number, a, b, c, 0, 0, 0);
    }

    /** The call with its arguments, for messages. */
    @Override
    public String toString() {
        return call;
    }
}
