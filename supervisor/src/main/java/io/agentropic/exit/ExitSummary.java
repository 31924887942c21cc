package io.agentropic.exit;

import io.agentropic.exit.ExitReport.UncaughtError;
import io.agentropic.limits.LimitReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One sentence about an end, such as a person on call would write. */
final class ExitSummary {

    private static final long MEBIBYTE = 1L << 20;
    private static final double NOTABLE_PERCENT = 25;

    private ExitSummary() {}

    static String of(
            ExitFacts facts,
            Verdict verdict,
            Duration uptime,
            List<UncaughtError> errors,
            List<LimitReport> limits,
            Clues clues) {
        return cause(facts, verdict, uptime, errors, limits, clues) + heldUp(verdict, clues.lastMinute());
    }

    private static String cause(
            ExitFacts facts,
            Verdict verdict,
            Duration uptime,
            List<UncaughtError> errors,
            List<LimitReport> limits,
            Clues clues) {
        return switch (verdict.cause()) {
            case COMPLETED ->
                "completed after " + seconds(uptime)
                        + (Integer.valueOf(0).equals(facts.code())
                                ? ""
                                : " with exit code " + facts.code() + ", which counts as success");
            case STOPPED ->
                facts.code() == null
                        ? "stopped before a process was started"
                        : "stopped as asked, exit code " + facts.code();
            case FAILED ->
                facts.ownAction() == OwnAction.SHUT_OUT
                        ? "ended after " + seconds(uptime) + " because its worker broke the protocol" + complaint(clues)
                        : "failed after " + seconds(uptime) + " with exit code " + facts.code() + because(errors);
            case EXTERNAL_SIGNAL ->
                "ended by " + signal(verdict) + " that this supervisor did not send, after " + seconds(uptime);
            case KILLED ->
                "killed by SIGKILL that neither this supervisor nor its memory limit sent, after " + seconds(uptime);
            case FORCED ->
                facts.ownAction() == OwnAction.KILL
                        ? "killed as asked"
                        : "killed because it had not stopped within its grace";
            case OOM_KILLED -> oomKilled(facts, limits);
            case JVM_OUT_OF_MEMORY -> "the JVM ran out of its own memory after " + seconds(uptime) + because(errors);
            case CRASHED ->
                "the JVM crashed" + (verdict.signal() == null ? "" : " with " + signal(verdict)) + " after "
                        + seconds(uptime) + crash(clues.crash());
            case START_FAILED ->
                facts.expectation().tooSoon() && facts.started()
                        ? "ended after " + seconds(uptime) + ", sooner than its minUptime, exit code " + facts.code()
                        : "ended before it had started, exit code " + facts.code()
                                + (facts.startError().isEmpty() ? because(errors) : ": " + facts.startError());
            case START_TIMEOUT ->
                "ended because it had not started in time" + complaint(clues) + threads(clues.threadDump());
            case SPAWN_FAILED -> "could not be started: " + facts.spawnError();
            case UNHEALTHY ->
                "found unhealthy and ended after " + seconds(uptime) + complaint(clues) + threads(clues.threadDump());
            case DEPENDENCY_FAILED -> "something it depends on failed";
        };
    }

    private static String complaint(Clues clues) {
        return clues.complaint().isEmpty() ? "" : ": " + clues.complaint();
    }

    private static String threads(List<String> lines) {
        ThreadDump dump = new ThreadDump(lines);
        return dump.mainThread().map(main -> "; its main thread was " + main).orElse("")
                + (dump.deadlocked() ? "; its threads are deadlocked" : "");
    }

    private static String crash(@Nullable JvmCrash crash) {
        if (crash == null) {
            return "";
        }
        return (crash.error().isEmpty() ? "" : ": " + crash.error())
                + (crash.frame().isEmpty() ? "" : ", in frame " + crash.frame())
                + (crash.thread().isEmpty() ? "" : ", thread " + crash.thread());
    }

    /** Strain is told of ends that nobody asked for, where it is large enough to have mattered. */
    private static String heldUp(Verdict verdict, LastMinute minute) {
        if (verdict.cause().clean() || verdict.cause() == ExitCause.FORCED) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        if (minute.throttledPercent() >= NOTABLE_PERCENT) {
            text.append("; its CPU limit held it back in ")
                    .append(Math.round(minute.throttledPercent()))
                    .append(" % of the last ")
                    .append(seconds(minute.span()));
        }
        Double memory = minute.memoryPressure();
        if (memory != null && memory >= NOTABLE_PERCENT) {
            text.append("; it waited for memory in ").append(Math.round(memory)).append(" % of the last minute");
        } else if (minute.memoryHigh() > 0) {
            text.append("; it was slowed down above its memoryHigh ")
                    .append(minute.memoryHigh())
                    .append(" times in the last ")
                    .append(seconds(minute.span()));
        }
        return text.toString();
    }

    private static String oomKilled(ExitFacts facts, List<LimitReport> limits) {
        if (!facts.evidence().monitorVerdict().isEmpty()) {
            return "killed for its memory: " + facts.evidence().monitorVerdict();
        }
        boolean stopped = facts.ownAction() == OwnAction.OUT_OF_MEMORY;
        Optional<LimitReport> memory = limits.stream()
                .filter(limit -> limit.resource().equals("memory"))
                .findFirst();
        return (stopped ? "stopped because the kernel killed one of its processes" : "killed by the kernel")
                + " for its memory limit"
                + memory.map(limit -> " of " + mebibytes(limit.requested().longValue()))
                        .orElse("") + ", peak "
                + mebibytes(facts.evidence().usage().peakMemoryBytes());
    }

    private static String because(List<UncaughtError> errors) {
        if (errors.isEmpty()) {
            return "";
        }
        UncaughtError last = errors.getLast();
        return ": " + last.type() + (last.message().isEmpty() ? "" : ": " + last.message()) + " in thread '"
                + last.thread() + "'";
    }

    private static String signal(Verdict verdict) {
        Integer signal = verdict.signal();
        return signal == null ? "a signal" : Signals.name(signal);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    private static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MiB";
    }
}
