package io.agentropic.seccomp;

import static io.agentropic.seccomp.Verdict.NOT_PERMITTED;
import static io.agentropic.seccomp.Verdict.NO_SUCH_FAMILY;

import io.agentropic.seccomp.ArgumentRule.NoneOf;
import io.agentropic.seccomp.ArgumentRule.OneOf;
import io.agentropic.seccomp.ArgumentRule.WithoutBits;
import io.agentropic.seccomp.ArgumentRule.Words;
import io.agentropic.syscall.Architecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The system calls of a JVM that runs hostile code. Whatever is not allowed fails with EPERM; a call of another
 * architecture kills the process; {@code clone3} and {@code io_uring_setup} are not there (ENOSYS), so that the C library
 * falls back to calls whose arguments can be examined.
 *
 * @param sockets which sockets can be made
 * @param fileAttributes whether modes and times of files may be set ({@code chmod}, {@code utimensat}); Landlock does
 *     not hold these, so they are for agents that own nothing outside their own directories
 * @param signals whether {@code kill} may be called; for agents that see no process but their own
 */
public record SyscallPolicy(Sockets sockets, boolean fileAttributes, boolean signals) {

    /** Calls that are answered as if the kernel did not have them (ENOSYS). */
    public static final List<String> ABSENT = List.of("clone3", "io_uring_setup");

    private static final int LOW_WORD = 0xFFFFFFFF;
    private static final int X32_BIT = 0x40000000;

    /** {@code CLONE_NEW*}; clone(2). */
    private static final int NAME_SPACES = 0x7E020080;
    /** {@code CLONE_PARENT}: the child would be the supervisor's, which does not know it and so never reaps it. */
    private static final int SIBLINGS = 0x8000;
    /** SIGABRT, SIGUSR2 (HotSpot's suspend and resume), 62 (the wake-up of NIO's blocked threads). */
    private static final List<Integer> JVM_SIGNALS = List.of(6, 12, 62);
    /** TIOCSTI, TIOCLINUX, TIOCCONS: input faked to, and output taken from, a terminal. */
    private static final List<Integer> TERMINAL_REQUESTS = List.of(0x5412, 0x541C, 0x541D);
    /**
     * GET_DUMPABLE, SET_NAME, GET_NAME, GET_SECCOMP, CAPBSET_READ, GET_NO_NEW_PRIVS, SET_THP_DISABLE, GET_THP_DISABLE,
     * SET_VMA. SET_DUMPABLE is not among them: a supervisor that watches an agent reads its {@code /proc/PID/fd}.
     */
    private static final List<Integer> PRCTL_OPERATIONS = List.of(3, 15, 16, 21, 23, 39, 41, 42, 0x53564d41);

    private static final int AF_UNIX = 1;

    /**
     * This policy as a program for the kernel.
     *
     * @param architecture whose calls are meant
     */
    public SyscallFilter compile(Architecture architecture) {
        SyscallTable table = SyscallTable.of(architecture);
        List<Instruction> program = new ArrayList<>(ownArchitectureOnly(architecture));
        for (String absent : ABSENT) {
            table.number(absent).ifPresent(number -> program.addAll(answer(number, Verdict.NOT_THERE)));
        }
        Map<String, List<ArgumentRule>> rules = rules();
        rules.forEach((name, conditions) ->
                table.number(name).ifPresent(number -> program.addAll(examine(number, conditions))));
        allowed().stream()
                .filter(name -> !rules.containsKey(name))
                .forEach(name -> table.number(name).ifPresent(number -> program.addAll(answer(number, Verdict.ALLOW))));
        program.add(Instruction.verdict(NOT_PERMITTED));
        return new SyscallFilter(program);
    }

    /**
     * This policy for those who compile it themselves: what is in none of these fails with EPERM, but for {@link #ABSENT}.
     * A call that an architecture lacks may be among them.
     */
    public List<Allowance> allowances() {
        Map<String, List<ArgumentRule>> rules = rules();
        List<Allowance> allowances = new ArrayList<>();
        rules.forEach((name, conditions) -> allowances.addAll(Allowance.of(name, conditions)));
        allowed().stream()
                .filter(name -> !rules.containsKey(name))
                .forEach(name -> allowances.add(new Allowance(name, List.of())));
        return allowances;
    }

    private List<String> allowed() {
        List<String> names = new ArrayList<>(SyscallTable.names("allowed.txt"));
        if (fileAttributes) {
            names.addAll(SyscallTable.names("allowed-file-attributes.txt"));
        }
        if (signals) {
            names.add("kill");
        }
        return names;
    }

    private Map<String, List<ArgumentRule>> rules() {
        Map<String, List<ArgumentRule>> rules = new LinkedHashMap<>();
        rules.put("clone", List.of(new WithoutBits(0, NOT_PERMITTED, NAME_SPACES | SIBLINGS)));
        rules.put("prlimit64", List.of(new OneOf(0, LOW_WORD, NOT_PERMITTED, List.of(0))));
        rules.put("tgkill", List.of(new OneOf(2, LOW_WORD, NOT_PERMITTED, JVM_SIGNALS)));
        rules.put("ioctl", List.of(new NoneOf(1, NOT_PERMITTED, TERMINAL_REQUESTS)));
        rules.put("prctl", List.of(new OneOf(0, LOW_WORD, NOT_PERMITTED, PRCTL_OPERATIONS)));
        rules.put("socketpair", List.of(new OneOf(0, LOW_WORD, NO_SUCH_FAMILY, List.of(AF_UNIX))));
        rules.putAll(sockets.rules());
        return rules;
    }

    private static List<Instruction> ownArchitectureOnly(Architecture architecture) {
        List<Instruction> program = new ArrayList<>(List.of(
                Instruction.load(Words.ARCHITECTURE),
                Instruction.when(Instruction.EQUAL, auditNumber(architecture), 1, 0),
                Instruction.verdict(Verdict.KILL_PROCESS),
                Instruction.load(Words.NUMBER)));
        if (architecture == Architecture.X86_64) {
            program.add(Instruction.when(Instruction.AT_LEAST, X32_BIT, 0, 1));
            program.add(Instruction.verdict(NOT_PERMITTED));
        }
        return program;
    }

    /** {@code AUDIT_ARCH_*} of linux/audit.h. */
    private static int auditNumber(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> 0xC000003E;
            case AARCH64 -> 0xC00000B7;
        };
    }

    private static List<Instruction> answer(int number, int verdict) {
        return List.of(Instruction.when(Instruction.EQUAL, number, 0, 1), Instruction.verdict(verdict));
    }

    /** Examines the arguments of one call; for every other call the number is still what was loaded last. */
    private static List<Instruction> examine(int number, List<ArgumentRule> conditions) {
        List<Instruction> body = new ArrayList<>();
        conditions.forEach(condition -> body.addAll(condition.compile()));
        body.add(Instruction.verdict(Verdict.ALLOW));
        body.addFirst(Instruction.when(Instruction.EQUAL, number, 0, body.size()));
        return body;
    }
}
