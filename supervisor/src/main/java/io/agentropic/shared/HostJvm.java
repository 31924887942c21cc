package io.agentropic.shared;

import io.agentropic.exit.ExitReport;
import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.Program;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.lifecycle.Agent;
import io.agentropic.lifecycle.Companion;
import io.agentropic.lifecycle.Services;
import io.agentropic.pool.WarmPool;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartBudget;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.schedule.Admission;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentStatus;
import io.agentropic.status.LifecycleHooks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM that agents share: an agent as any other, made at the first need of it, always restarted. It takes no place of
 * those that users' agents are given, and no hook of the user's hears of it. Any thread may use it.
 */
final class HostJvm implements Companion {

    private static final String HOST_CLASS = "io.agentropic.worker.shared.SharedHost";
    /** For the worker's own carriers. */
    private static final String OPEN_SCHEDULER = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private static final String LOOK = "lookMillis";
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(HostJvm.class);

    private final Services services;
    private final SharedConfig config;
    private final SharedLevel level;
    /** Guarded by this. */
    private @Nullable Agent agent;
    /** Guarded by this. */
    private boolean closed;

    private volatile boolean begun;

    HostJvm(Services services, SharedConfig config, SharedLevel level) {
        this.services = ofItsOwn(services);
        this.config = config;
        this.level = level;
    }

    private static Services ofItsOwn(Services shared) {
        return new Services(
                shared.directory(),
                shared.fences(),
                shared.gateway(),
                shared.launcher(),
                new WarmPool(
                        WarmPoolConfig.NONE, shared.fences(), shared.gateway(), shared.launcher(), shared.lodgings()),
                shared.levels(),
                shared.lodgings(),
                shared.rotation(),
                new Admission(1),
                shared.places(),
                shared.scheduler(),
                shared.domains(),
                shared.router(),
                shared.events(),
                shared.journal(),
                shared.reports(),
                LifecycleHooks.NONE,
                shared.enforcement(),
                shared.heartbeat(),
                shared.clock(),
                shared.random());
    }

    /**
     * Refuses limits that this host cannot hold.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement
     */
    void requireEnforceable() {
        services.fences().requireEnforceable(services.fenceRequest(spec(), 1));
    }

    /** Starts it, unless it is on its way already. */
    void begin() {
        if (!begun) {
            beginOnce();
        }
    }

    private synchronized void beginOnce() {
        if (begun || closed) {
            return;
        }
        begun = true;
        Agent known = agent;
        if (known == null) {
            agent = made();
            watchRest(agent);
        } else {
            var _ = known.start().whenComplete((_, _) -> watchRest(known));
        }
    }

    /** It is always restarted: when it rests all the same, nothing can be done until somebody needs it anew. */
    private void watchRest(Agent made) {
        var _ = made.view().rest().thenAccept(rest -> {
            begun = false;
            level.hostless(rest.reason());
        });
    }

    private Agent made() {
        AgentSpec spec = spec();
        Agent made = new Agent(
                spec,
                new ResolvedProgram(
                        new InspectedProgram(new Program.AgentClass(HOST_CLASS), List.of(), List.of()), JavaHome.own()),
                services,
                Optional.empty(),
                this);
        try {
            made.begin();
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory cannot take the shared JVM: " + e, e);
        }
        return made;
    }

    private AgentSpec spec() {
        return AgentSpec.of(SharedLevel.JVM_NAME, new ProgramSource.AgentClass(HOST_CLASS, List.of()))
                .jvm(new JvmConfig(
                        null,
                        List.of(
                                OPEN_SCHEDULER,
                                "-Djdk.virtualThreadScheduler.parallelism=" + config.workerThreads(),
                                "-Djdk.virtualThreadScheduler.maxPoolSize=" + config.workerThreads()),
                        config.maxHeap()))
                .isolation(new IsolationConfig(IsolationLevel.RESOURCE_LIMITS, config.limits()))
                .attribute(LOOK, Long.toString(services.heartbeat().toMillis()))
                .supervision(Supervision.builder()
                        .restartPolicy(RestartPolicy.ALWAYS)
                        .maxRestarts(RestartBudget.UNLIMITED)
                        .backoff(BackoffStrategy.exponential(Duration.ofMillis(100), Duration.ofSeconds(10), 2))
                        .stopGrace(GRACE)
                        .build())
                .build();
    }

    /** As of every agent; empty before it was needed. */
    synchronized Optional<AgentStatus> status() {
        return Optional.ofNullable(agent).map(known -> known.view().status());
    }

    /** Ends it, and has it started anew. */
    synchronized void restart(String why) {
        LOG.error("the shared JVM is restarted: {}", why);
        if (agent != null && !closed) {
            var _ = agent.restart();
        }
    }

    @Override
    public boolean listens() {
        return true;
    }

    @Override
    public void connected(long incarnation, @Nullable Long pid, WorkerChannel channel) {
        level.hostConnected(HostLink.open(incarnation, pid, channel));
    }

    @Override
    public boolean heard(long incarnation, Payload message) {
        return level.heard(message);
    }

    @Override
    public boolean hasRoom() {
        return level.hasRoom();
    }

    @Override
    public void ended(ExitReport report) {
        level.hostEnded(report);
    }

    /** Ends it for good, and waits until nothing of it is left. Idempotent. */
    void close() {
        @Nullable Agent known;
        synchronized (this) {
            known = closed ? null : agent;
            closed = true;
        }
        if (known == null) {
            return;
        }
        try {
            CompletableFuture<Void> gone = known.retire();
            gone.get(CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("the shared JVM does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
