package io.agentropic.exit;

import io.agentropic.fence.Evidence;
import io.agentropic.limits.LimitReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one incarnation ended: one typed cause with its evidence.
 *
 * @param agent the agent's name
 * @param incarnation which life, from 1
 * @param pid process id; {@code null} when no process came to be
 * @param cause the one cause
 * @param code the exit code as a shell would show it: 128 + N for signal N; {@code null} when no process came to be
 * @param signal the signal that ended it; {@code null} when none did
 * @param startedAt when the process was started
 * @param endedAt when its end was noticed
 * @param uptime how long the process lived
 * @param summary one sentence for a person on call
 * @param evidence what the kernel or the monitor counted
 * @param limits what held it
 * @param heapExhausted whether the JVM said that one of its memory areas was exhausted
 * @param uncaughtErrors throwables that nobody caught, newest last, bounded
 * @param crashFile path of the JVM's hs_err file; {@code null} when it wrote none
 * @param lastHeartbeat when the last heartbeat came; {@code null} when none did
 * @param actions what the supervisor had done itself, in order
 * @param stdoutTail the last lines of standard output, at most 50
 * @param stderrTail the last lines of standard error, at most 50
 * @param identity which process it was; {@code null} when no process came to be
 * @param clues what explains the end beyond its cause
 */
public record ExitReport(
        String agent,
        long incarnation,
        @Nullable Long pid,
        ExitCause cause,
        @Nullable Integer code,
        @Nullable Integer signal,
        Instant startedAt,
        Instant endedAt,
        Duration uptime,
        String summary,
        Evidence evidence,
        List<LimitReport> limits,
        boolean heapExhausted,
        List<UncaughtError> uncaughtErrors,
        @Nullable Path crashFile,
        @Nullable Instant lastHeartbeat,
        List<SupervisorAction> actions,
        List<String> stdoutTail,
        List<String> stderrTail,
        @Nullable Identity identity,
        Clues clues) {

    /** Copies the lists. */
    public ExitReport {
        limits = List.copyOf(limits);
        uncaughtErrors = List.copyOf(uncaughtErrors);
        actions = List.copyOf(actions);
        stdoutTail = List.copyOf(stdoutTail);
        stderrTail = List.copyOf(stderrTail);
    }

    /** A throwable that nobody caught, as the worker reported it. */
    public record UncaughtError(String thread, String type, String message, String stackTrace) {}

    /** Something the supervisor did to the incarnation: {@code asked to stop}, {@code sent SIGTERM}, {@code killed}. */
    public record SupervisorAction(Instant at, String what) {}

    /** Where the report lies, relative to the run directory: {@code reports/indexer-2.json}. */
    public String file() {
        return file(agent, incarnation);
    }

    static String file(String agent, long incarnation) {
        return "reports/" + agent + "-" + incarnation + ".json";
    }
}
