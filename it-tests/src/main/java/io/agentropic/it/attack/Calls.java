package io.agentropic.it.attack;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Attacks that are one system call about nobody else's things. */
final class Calls {

    private Calls() {}

    /**
     * One call. Where it could do harm its arguments are wrong on purpose, so that the kernel complains of them only
     * after it has granted the right to make it.
     *
     * @param granted the complaints that come after the right was granted
     */
    static Attack.Attempt attempt(Syscall call, Set<Errno> granted, long... arguments) {
        long[] own = Arrays.copyOf(arguments, arguments.length);
        return scene -> call.exists()
                ? outcome(call, Kernel.call(call, own), granted)
                : new Outcome.Absent(call.name().toLowerCase(Locale.ROOT) + " on this architecture");
    }

    /** How the call ended. */
    static Outcome outcome(Syscall call, Answer answer) {
        return outcome(call, answer, Set.of());
    }

    /** How the call ended; {@code granted} are complaints about what comes after the right to make it. */
    static Outcome outcome(Syscall call, Answer answer, Set<Errno> granted) {
        return outcome(call, answer, granted, () -> Blame.ofCall(call, answer));
    }

    /** How the call ended; {@code blame} finds out who refused it. */
    static Outcome outcome(Syscall call, Answer answer, Set<Errno> granted, Supplier<String> blame) {
        String name = call.name().toLowerCase(Locale.ROOT);
        if (answer.ok() || granted.contains(answer.errno())) {
            return new Outcome.Succeeded(name + ": " + answer);
        }
        if (answer.errno() == Errno.ENOSYS && !Blame.isFiltered(call, answer)) {
            return new Outcome.Absent("this kernel has no " + name);
        }
        return new Outcome.Refused(answer.toString(), blame.get());
    }
}
