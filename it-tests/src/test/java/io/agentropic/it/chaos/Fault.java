package io.agentropic.it.chaos;

import io.agentropic.exit.ExitCause;
import io.agentropic.syscall.Signals;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Harm that is done to one life of an agent, and the causes that its exit report may give for it. */
@SuppressWarnings("ImmutableEnumChecker") // records and a set made by Set.of, which are immutable and not annotated so
enum Fault {
    /** SIGKILL out of the blue. */
    KILL(new Means.Signal(Signals.SIGKILL), ExitCause.KILLED),
    /** SIGTERM from somebody else; a JVM that is still coming up takes it for an error of its own and ends with code 1. */
    TERMINATE(new Means.Signal(Signals.SIGTERM), ExitCause.EXTERNAL_SIGNAL, ExitCause.START_FAILED),
    /** A crash of the JVM. */
    CRASH(new Means.Signal(Signals.SIGSEGV), ExitCause.CRASHED),
    /** It is stopped and nobody lets it go on; only where somebody looks. */
    FREEZE(new Means.Signal(Signals.SIGSTOP), ExitCause.UNHEALTHY),
    /** It is stopped for a moment, which only a slow machine takes for sickness. */
    HICCUP(new Means.Moment(), ExitCause.UNHEALTHY),
    /** It ends as if it had nothing more to do. */
    END(new Means.Order("exit 0"), ExitCause.COMPLETED),
    /** It ends with a code. */
    EXIT(new Means.Order("exit 1"), ExitCause.FAILED),
    /** It ends with a code and runs no shutdown hook. */
    HALT(new Means.Order("halt 7"), ExitCause.FAILED),
    /** It throws and catches nothing. */
    THROW(new Means.Order("throw on purpose"), ExitCause.FAILED),
    /** It ends and leaves a process behind, in a session of its own. */
    LEAVE(new Means.Order("grandchild /dev/null then halt 3"), ExitCause.FAILED),
    /** It fills its heap. */
    HEAP(new Means.Order("heap"), ExitCause.JVM_OUT_OF_MEMORY),
    /** It takes more native memory than its group may; only where the kernel holds that limit. */
    MEMORY(new Means.Order("direct 400"), ExitCause.OOM_KILLED),
    /** It makes no further step; only where somebody looks. */
    STALL(new Means.Order("hang"), ExitCause.UNHEALTHY),
    /** It makes no further step and does not end at SIGTERM either; only where somebody looks. */
    DEAF(new Means.Order("ignore-term"), ExitCause.UNHEALTHY);

    /** How the harm is done. */
    sealed interface Means {
        /** A signal to the main process. */
        record Signal(int number) implements Means {}

        /** SIGSTOP and, a moment later, SIGCONT. */
        record Moment() implements Means {}

        /** A message that asks the agent to do it to itself. */
        record Order(String words) implements Means {}
    }

    private final Means means;
    private final Set<ExitCause> causes;

    Fault(Means means, ExitCause... causes) {
        this.means = means;
        this.causes = Set.of(causes);
    }

    Means means() {
        return means;
    }

    /** What an exit report may say of a life to which nothing else was done. */
    Set<ExitCause> causes() {
        return causes;
    }

    /** Whether this is a signal and {@code code} what a shell shows for it. */
    boolean hasCode(@Nullable Integer code) {
        return means instanceof Means.Signal(int number) && code != null && code == 128 + number;
    }

    /** Whether a life that suffers it goes on for ever unless a probe looks at it. */
    boolean needsWatching() {
        return this == FREEZE || this == STALL || this == DEAF;
    }

    /** Whether it does harm beyond the agent unless the kernel holds the memory limit. */
    boolean needsMemoryLimit() {
        return this == MEMORY;
    }

    /** Whether nothing on earth survives it, not for a moment. */
    boolean isCertainDeath() {
        return this == KILL;
    }
}
