package io.agentropic.status;

import io.agentropic.breaker.BreakerStatus;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.Identity;
import io.agentropic.limits.LimitReport;
import io.agentropic.schedule.QueueStatus;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an agent at one moment.
 *
 * @param name the agent's name
 * @param state where it is
 * @param wanted what the user wants of it
 * @param paused whether a pause is in force
 * @param pauseOverdue whether that pause has lasted for longer than its {@code maxPause}
 * @param ready whether it says it can take work
 * @param live whether it is taken for alive; {@code false} only for an agent found unhealthy
 * @param health what is known through its probes, in the order startup, liveness, readiness; empty without probes
 * @param pid its main process; {@code null} when there is none
 * @param incarnation which life it is in, or was in last; 0 before the first
 * @param isolation how strong its fences are
 * @param priority its standing when processors are scarce
 * @param restarts restarts over its whole life
 * @param consecutiveFailures failures since the last stable run
 * @param startedAt when its present process was started; {@code null} when there is none
 * @param uptime how long its present process has lived; zero when there is none
 * @param metrics what it uses
 * @param limits what holds it; of the last incarnation when none is alive
 * @param lastExit how its last incarnation ended; {@code null} when none has
 * @param reason why it is in this state, one sentence; empty when there is nothing to say
 * @param breaker the circuit breaker of its failure domain; {@code null} when it has none
 * @param identity which process its main process is; {@code null} when there is none
 * @param queue where it stands among those that wait for a place to run; {@code null} when it waits for none
 */
public record AgentStatus(
        String name,
        AgentState state,
        Wanted wanted,
        boolean paused,
        boolean pauseOverdue,
        boolean ready,
        boolean live,
        List<ProbeStatus> health,
        @Nullable Long pid,
        long incarnation,
        IsolationLevel isolation,
        Priority priority,
        long restarts,
        long consecutiveFailures,
        @Nullable Instant startedAt,
        Duration uptime,
        AgentMetrics metrics,
        List<LimitReport> limits,
        @Nullable ExitReport lastExit,
        String reason,
        @Nullable BreakerStatus breaker,
        @Nullable Identity identity,
        @Nullable QueueStatus queue) {}
