package io.agentropic.shared;

import io.agentropic.exit.Clues;
import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.ExitReport.SupervisorAction;
import io.agentropic.exit.ExitReport.UncaughtError;
import io.agentropic.exit.OwnAction;
import io.agentropic.fence.Evidence;
import io.agentropic.ipc.batch.SharedNews.Ended;
import io.agentropic.ipc.batch.SharedNews.Failure;
import io.agentropic.ipc.batch.SharedNews.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a life in the shared JVM ended, told as the end of a process is: the exit code is that with which a JVM of its own would
 * have ended.
 *
 * @param cause the one cause
 * @param code the exit code; {@code null} when there is nothing that corresponds to one
 * @param summary one sentence
 * @param errors what it threw
 */
record SharedEnd(ExitCause cause, @Nullable Integer code, String summary, List<UncaughtError> errors) {

    private static final int FAILED = 1;
    private static final int NOT_LOADABLE = 125;

    /** As the shared JVM told it. */
    static SharedEnd of(Ended ended, String agent, SharedIncarnation life, Duration minUptime) {
        return of(ended, agent, life.own(), life.entered, life.uptime(), minUptime);
    }

    static SharedEnd of(
            Ended ended, String agent, OwnAction own, boolean entered, Duration uptime, Duration minUptime) {
        List<UncaughtError> errors = ended.failures().isEmpty() ? List.of() : errors(ended.failures(), agent);
        String after = seconds(uptime);
        if (own == OwnAction.START_TIMEOUT) {
            return new SharedEnd(ExitCause.START_TIMEOUT, null, "ended because it had not started in time", errors);
        }
        return switch (ended.outcome()) {
            case ABANDONED ->
                new SharedEnd(
                        ExitCause.FORCED,
                        null,
                        (own == OwnAction.KILL
                                        ? "killed as asked"
                                        : "given up because it had not stopped within its grace")
                                + ": its thread was interrupted and left to itself, as a JVM cannot end a thread",
                        errors);
            case NOT_LOADABLE ->
                new SharedEnd(
                        ExitCause.START_FAILED,
                        NOT_LOADABLE,
                        "ended before it had started: " + reason(ended.failures()),
                        List.of());
            case WELL, FAILED -> byItself(ended, own, entered, after, uptime.compareTo(minUptime) < 0, errors);
        };
    }

    private static List<UncaughtError> errors(List<Failure> failures, String agent) {
        return failures.stream()
                .map(failure -> new UncaughtError(agent, failure.type(), failure.message(), failure.stackTrace()))
                .toList();
    }

    private static SharedEnd byItself(
            Ended ended, OwnAction own, boolean entered, String after, boolean tooSoon, List<UncaughtError> errors) {
        boolean well = ended.outcome() == Outcome.WELL;
        int code = well ? 0 : FAILED;
        if (own != OwnAction.NONE) {
            return new SharedEnd(
                    ExitCause.STOPPED, code, well ? "stopped as asked" : "stopped as asked" + because(errors), errors);
        }
        if (well && !tooSoon) {
            return new SharedEnd(ExitCause.COMPLETED, code, "completed after " + after, errors);
        }
        if (well) {
            return new SharedEnd(
                    ExitCause.START_FAILED, code, "ended after " + after + ", sooner than its minUptime", errors);
        }
        return entered
                ? new SharedEnd(ExitCause.FAILED, code, "failed after " + after + because(errors), errors)
                : new SharedEnd(ExitCause.START_FAILED, code, "ended before it had started" + because(errors), errors);
    }

    /** With the JVM itself, which ended like this. */
    static SharedEnd withJvm(ExitReport jvm) {
        ExitCause cause = switch (jvm.cause()) {
            case KILLED, OOM_KILLED, JVM_OUT_OF_MEMORY, CRASHED, EXTERNAL_SIGNAL -> jvm.cause();
            case STOPPED, FORCED -> ExitCause.KILLED;
            case COMPLETED, FAILED, START_FAILED, START_TIMEOUT, SPAWN_FAILED, UNHEALTHY, DEPENDENCY_FAILED ->
                ExitCause.FAILED;
        };
        String process = jvm.pid() == null ? "" : " (process " + jvm.pid() + ")";
        return new SharedEnd(
                cause,
                null,
                "ended because the JVM that it shared" + process + " did: " + jvm.summary() + "; see " + jvm.file(),
                List.of());
    }

    /** With a JVM of which nobody knows how it ended. */
    static SharedEnd lost(String why) {
        return new SharedEnd(
                ExitCause.KILLED,
                null,
                "ended because the JVM that it shared is not supervised any more: " + why,
                List.of());
    }

    /** Before the shared JVM was told of it. */
    static SharedEnd calledOff() {
        return new SharedEnd(ExitCause.STOPPED, null, "stopped before it was started", List.of());
    }

    /** Kept from starting. */
    static SharedEnd unborn(String why) {
        return new SharedEnd(ExitCause.SPAWN_FAILED, null, "could not be started: " + why, List.of());
    }

    /** Not entered in time, and the shared JVM was not there. */
    static SharedEnd tooLate() {
        return new SharedEnd(
                ExitCause.START_TIMEOUT,
                null,
                "ended because it had not started in time: the JVM that it shares was not up",
                List.of());
    }

    /** The whole report. */
    ExitReport report(
            String agent,
            long incarnation,
            @Nullable Long pid,
            long startedMillis,
            long endedMillis,
            Duration uptime,
            List<SupervisorAction> actions) {
        return new ExitReport(
                agent,
                incarnation,
                pid,
                cause,
                code,
                null,
                Instant.ofEpochMilli(startedMillis),
                Instant.ofEpochMilli(endedMillis),
                uptime,
                summary,
                Evidence.NONE,
                List.of(),
                cause == ExitCause.JVM_OUT_OF_MEMORY,
                errors,
                null,
                null,
                actions,
                List.of(),
                List.of(),
                null,
                Clues.NONE);
    }

    private static String reason(List<Failure> failures) {
        return failures.isEmpty()
                ? "it could not be loaded"
                : failures.getFirst().message();
    }

    private static String because(List<UncaughtError> errors) {
        if (errors.isEmpty()) {
            return "";
        }
        UncaughtError last = errors.getLast();
        return ": " + last.type() + (last.message().isEmpty() ? "" : ": " + last.message());
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
