package io.agentropic.exit;

import org.jspecify.annotations.Nullable;

/**
 * Tells the one cause of an end from what is known of it. Order: no process → what the supervisor did itself → the memory
 * limit → the JVM's own memory → an end before the code was entered → signals → the exit code.
 *
 * <p>Java folds a death by signal N and {@code exit(128 + N)} into the same number. Where the worker announced an orderly
 * exit and nothing witnesses that it was killed or crashed in the midst of that, the number is a code. SIGTERM,
 * SIGINT and SIGHUP stay indistinguishable from {@code exit(143)}, {@code exit(130)} and {@code exit(129)}, because the
 * JVM itself turns them into that; they are taken for the signal.
 */
final class ExitClassifier {

    private ExitClassifier() {}

    static Verdict classify(ExitFacts facts) {
        Integer code = facts.code();
        if (code == null || !facts.spawnError().isEmpty()) {
            boolean calledOff =
                    facts.ownAction() == OwnAction.STOP && facts.spawnError().isEmpty();
            return Verdict.of(calledOff ? ExitCause.STOPPED : ExitCause.SPAWN_FAILED);
        }
        int signal = signal(facts, code);
        ExitCause cause = cause(facts, code, signal);
        return new Verdict(cause, signal == 0 ? null : signal);
    }

    private static ExitCause cause(ExitFacts facts, int code, int signal) {
        ExitCause cause = causeOfItsOwn(facts, code, signal);
        boolean expected = facts.expectation().successCodes().contains(code)
                && facts.started()
                && facts.ownAction() != OwnAction.SHUT_OUT;
        return switch (cause) {
            case FAILED, EXTERNAL_SIGNAL, COMPLETED -> {
                if (cause != ExitCause.COMPLETED && !expected) {
                    yield cause;
                }
                yield facts.expectation().tooSoon() ? ExitCause.START_FAILED : ExitCause.COMPLETED;
            }
            case STOPPED,
                    KILLED,
                    FORCED,
                    OOM_KILLED,
                    JVM_OUT_OF_MEMORY,
                    CRASHED,
                    START_FAILED,
                    START_TIMEOUT,
                    SPAWN_FAILED,
                    UNHEALTHY,
                    DEPENDENCY_FAILED -> cause;
        };
    }

    private static ExitCause causeOfItsOwn(ExitFacts facts, int code, int signal) {
        ExitCause own = ownDoing(facts, signal);
        if (own != null) {
            return own;
        }
        if (memoryLimitPassed(facts, signal)) {
            return ExitCause.OOM_KILLED;
        }
        if (facts.heapExhausted() && signal == 0 && code != 0) {
            return ExitCause.JVM_OUT_OF_MEMORY;
        }
        if (facts.crashFile() || Signals.FAULTS.contains(signal)) {
            return ExitCause.CRASHED;
        }
        if (signal != 0) {
            return signal == Signals.KILL ? ExitCause.KILLED : ExitCause.EXTERNAL_SIGNAL;
        }
        if (code == 0 && facts.startError().isEmpty()) {
            return ExitCause.COMPLETED;
        }
        return facts.started() ? ExitCause.FAILED : ExitCause.START_FAILED;
    }

    private static @Nullable ExitCause ownDoing(ExitFacts facts, int signal) {
        return switch (facts.ownAction()) {
            case NONE -> null;
            case START_TIMEOUT -> ExitCause.START_TIMEOUT;
            case UNHEALTHY -> ExitCause.UNHEALTHY;
            case OUT_OF_MEMORY -> ExitCause.OOM_KILLED;
            case SHUT_OUT -> ExitCause.FAILED;
            case STOP, KILL -> facts.killed() && signal == Signals.KILL ? ExitCause.FORCED : ExitCause.STOPPED;
        };
    }

    private static boolean memoryLimitPassed(ExitFacts facts, int signal) {
        return memoryBlamed(facts) && signal == Signals.KILL;
    }

    private static boolean memoryBlamed(ExitFacts facts) {
        return facts.evidence().oomKills() > facts.earlierOomKills()
                || !facts.evidence().monitorVerdict().isEmpty();
    }

    private static int signal(ExitFacts facts, int code) {
        int signal = Signals.in(code);
        boolean witnessed = facts.killed() || memoryBlamed(facts) || facts.crashFile();
        boolean orderly = facts.exitAnnounced() && !witnessed && !Signals.ORDERLY.contains(signal);
        return orderly ? 0 : signal;
    }
}
