package io.agentropic.lifecycle;

import io.agentropic.breaker.FailureDomain;
import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.Identity;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.fence.ResourceUsage;
import io.agentropic.ipc.JvmSample;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.WorkerMessage.Heartbeat;
import io.agentropic.limits.LimitReport;
import io.agentropic.schedule.Admission;
import io.agentropic.schedule.QueueStatus;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentMetrics;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStatus;
import io.agentropic.status.ProbeStatus;
import io.agentropic.status.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What other threads may see of an agent. The agent's thread writes, any thread reads; each field is replaced as a whole.
 */
public final class AgentView {

    /**
     * Where an agent is, as of its last step.
     *
     * @param fence the fence of the present incarnation; asking it for its usage is allowed to any thread
     */
    record Seen(
            AgentState state,
            String reason,
            Wanted wanted,
            boolean paused,
            boolean pauseOverdue,
            boolean ready,
            boolean live,
            List<ProbeStatus> health,
            @Nullable Long pid,
            long incarnation,
            long restarts,
            long consecutiveFailures,
            @Nullable Instant startedAt,
            @Nullable Fence fence,
            @Nullable Identity identity,
            @Nullable ExitReport lastExit,
            Admission.@Nullable Request request) {

        static Seen of(
                AgentLife agent,
                Phase phase,
                @Nullable Incarnation life,
                long incarnation,
                @Nullable ExitReport lastExit) {
            Vitals vitals = agent.talk().vitals();
            return new Seen(
                    phase.state(),
                    phase.reason(),
                    agent.wanted(),
                    phase instanceof Running paused && paused.paused(),
                    phase instanceof Running overdue && overdue.pauseOverdue(),
                    vitals.ready(),
                    vitals.live(),
                    vitals.statuses(),
                    life == null ? null : life.pid(),
                    incarnation,
                    agent.history().restarts(),
                    agent.history().consecutiveFailures(),
                    life == null ? null : life.startedAt(),
                    life == null ? null : life.fence(),
                    life == null ? null : life.identity(),
                    lastExit,
                    phase instanceof Waiting waiting ? waiting.request() : null);
        }
    }

    private final @Nullable FailureDomain domain;
    private volatile AgentSpec spec;
    private final CpuMeter cpu = new CpuMeter();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder stale = new LongAdder();

    private volatile Seen seen = new Seen(
            AgentState.NEW,
            "",
            Wanted.UP,
            false,
            false,
            false,
            true,
            List.of(),
            null,
            0,
            0,
            0,
            null,
            null,
            null,
            null,
            null);
    private volatile List<LimitReport> lastLimits = List.of();
    private volatile Payload output = Payload.EMPTY;
    private volatile long progress;
    private volatile @Nullable JvmSample jvm;
    private final CompletableFuture<Optional<String>> firstStart = new CompletableFuture<>();
    private volatile CompletableFuture<AgentState> started = new CompletableFuture<>();
    private volatile CompletableFuture<AgentResult> rest = new CompletableFuture<>();

    AgentView(AgentSpec spec, @Nullable FailureDomain domain) {
        this.domain = domain;
        this.spec = spec;
    }

    // For the agent's thread.

    void show(Seen now) {
        seen = now;
    }

    void respec(AgentSpec spec) {
        this.spec = spec;
    }

    Seen seen() {
        return seen;
    }

    void ended(ExitReport report) {
        boolean well = report.cause() == ExitCause.COMPLETED || report.cause() == ExitCause.STOPPED;
        firstStart.complete(well ? Optional.empty() : Optional.of(report.summary()));
        lastLimits = report.limits();
        jvm = null;
        progress = 0;
    }

    void heartbeat(Heartbeat beat) {
        progress = beat.progress();
        jvm = beat.jvm();
    }

    void result(Payload payload) {
        output = payload;
    }

    void countSent() {
        sent.increment();
    }

    void countReceived() {
        received.increment();
    }

    void countLost() {
        lost.increment();
    }

    void countStale() {
        stale.increment();
    }

    /** The agent leaves its rest: whoever asks from now on waits for the next one. */
    void roused() {
        if (rest.isDone()) {
            started = new CompletableFuture<>();
            rest = new CompletableFuture<>();
        }
    }

    /** The agent's code was entered. */
    void started() {
        firstStart.complete(Optional.empty());
        started.complete(AgentState.RUNNING);
    }

    void rested(AgentState state, String reason) {
        Seen now = seen;
        firstStart.complete(state == AgentState.FAILED ? Optional.of(reason) : Optional.empty());
        started.complete(state);
        rest.complete(new AgentResult(spec.name(), state, now.incarnation(), output, now.lastExit(), reason));
    }

    // For any thread.

    /** The JVM's own view as of the last heartbeat of this life; {@code null} before the first. */
    @Nullable
    JvmSample jvm() {
        return jvm;
    }

    /** Where the agent is. */
    public AgentState state() {
        return seen.state();
    }

    /** Completes when the agent's code was entered, or the agent rests without that. */
    public CompletableFuture<AgentState> whenStarted() {
        return started;
    }

    /** What came of the very first start, once that is known: empty when it came up or ended well, else why it did not. */
    public CompletableFuture<Optional<String>> firstStart() {
        return firstStart;
    }

    /** Completes when the agent comes to rest; is complete while it rests. */
    public CompletableFuture<AgentResult> rest() {
        return rest;
    }

    /** What the agent was specified as. */
    public AgentSpec spec() {
        return spec;
    }

    /** What holds the present incarnation, or held the last one. */
    public List<LimitReport> limits() {
        Fence fence = seen.fence();
        return fence == null ? lastLimits : fence.limits();
    }

    /** What the agent uses now. */
    public AgentMetrics metrics() {
        return metrics(seen);
    }

    private AgentMetrics metrics(Seen now) {
        ResourceUsage usage = usage(now);
        double percent = cpu.percent(now.incarnation(), usage.cpuTime(), now.startedAt());
        return new AgentMetrics(usage, percent, sent.sum(), received.sum(), lost.sum(), stale.sum(), progress, jvm);
    }

    /** A fence that was removed while it was being asked is not the present one any more. */
    private ResourceUsage usage(Seen now) {
        Fence fence = now.fence();
        try {
            return fence == null ? ResourceUsage.NONE : fence.usage();
        } catch (FenceException e) {
            Seen later = seen;
            if (Objects.equals(later.fence(), fence)) {
                throw e;
            }
            return usage(later);
        }
    }

    /** Everything about the agent now. */
    public AgentStatus status() {
        Seen now = seen;
        Instant startedAt = now.startedAt();
        return new AgentStatus(
                spec.name(),
                now.state(),
                now.wanted(),
                now.paused(),
                now.pauseOverdue(),
                now.ready(),
                now.live(),
                now.health(),
                now.pid(),
                now.incarnation(),
                spec.isolation().level(),
                spec.priority(),
                now.restarts(),
                now.consecutiveFailures(),
                startedAt,
                startedAt == null ? Duration.ZERO : Duration.between(startedAt, Instant.now()),
                metrics(now),
                limits(),
                now.lastExit(),
                now.reason(),
                domain == null ? null : domain.status(),
                now.identity(),
                queue(now));
    }

    private static @Nullable QueueStatus queue(Seen now) {
        Admission.Request request = now.request();
        return request == null ? null : request.status().orElse(null);
    }
}
