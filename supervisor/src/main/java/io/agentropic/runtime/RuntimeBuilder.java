package io.agentropic.runtime;

import io.agentropic.breaker.BreakerConfig;
import io.agentropic.limits.Enforcement;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.sandbox.UidRange;
import io.agentropic.schedule.AdmissionConfig;
import io.agentropic.schedule.Capacity;
import io.agentropic.schedule.ExecutionMode;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.shared.SharedConfig;
import io.agentropic.status.LifecycleHooks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Collects a runtime's settings; not thread-safe. */
public final class RuntimeBuilder {
    private int maxAgents = RuntimeConfig.DEFAULT.maxAgents();
    private OptionalInt maxConcurrent = OptionalInt.empty();
    private Enforcement enforcement = RuntimeConfig.DEFAULT.enforcement();
    private Duration shutdownTimeout = RuntimeConfig.DEFAULT.shutdownTimeout();
    private Duration heartbeat = RuntimeConfig.DEFAULT.heartbeat();
    private final Map<String, BreakerConfig> circuitBreakers = new LinkedHashMap<>();
    private UidRange uids = RuntimeConfig.DEFAULT.uids();
    private SchedulingConfig scheduling = RuntimeConfig.DEFAULT.scheduling();
    private ExecutionMode mode = RuntimeConfig.DEFAULT.admission().mode();
    private @Nullable Integer maxQueued = RuntimeConfig.DEFAULT.admission().maxQueued();
    private Capacity capacity = RuntimeConfig.DEFAULT.admission().capacity();
    private WarmPoolConfig warmPool = RuntimeConfig.DEFAULT.warmPool();
    private SharedConfig shared = RuntimeConfig.DEFAULT.shared();
    private @Nullable Path runDirectory;
    private LifecycleHooks hooks = LifecycleHooks.NONE;

    /** Starts from {@link RuntimeConfig#DEFAULT}. */
    RuntimeBuilder() {}

    /** Agents known at once; default 1,000. */
    public RuntimeBuilder maxAgents(int maxAgents) {
        this.maxAgents = maxAgents;
        return this;
    }

    /** Agents that run at once, the rest wait, by priority; default as {@code maxAgents}. */
    public RuntimeBuilder maxConcurrent(int maxConcurrent) {
        this.maxConcurrent = OptionalInt.of(maxConcurrent);
        return this;
    }

    /** What happens when a limit cannot be enforced; default strict: the agent does not start. */
    public RuntimeBuilder enforcement(Enforcement enforcement) {
        this.enforcement = enforcement;
        return this;
    }

    /** How long an orderly shutdown may take in all; default 60 s. */
    public RuntimeBuilder shutdownTimeout(Duration shutdownTimeout) {
        this.shutdownTimeout = shutdownTimeout;
        return this;
    }

    /** Time between heartbeats of a worker; default 10 s. */
    public RuntimeBuilder heartbeat(Duration heartbeat) {
        this.heartbeat = heartbeat;
        return this;
    }

    /** A failure domain for agents to name; default none. */
    public RuntimeBuilder circuitBreaker(String failureDomain, BreakerConfig config) {
        circuitBreakers.put(failureDomain, config);
        return this;
    }

    /** Whom confined agents run as where the supervisor is root; default {@link UidRange#DEFAULT}. */
    public RuntimeBuilder uids(UidRange uids) {
        this.uids = uids;
        return this;
    }

    /** How running agents share the processors; default fair share as far as this host has it. */
    public RuntimeBuilder scheduling(SchedulingConfig scheduling) {
        this.scheduling = scheduling;
        return this;
    }

    /** How many agents run at once, and on what; default {@link ExecutionMode#PARALLEL}. */
    public RuntimeBuilder executionMode(ExecutionMode mode) {
        this.mode = mode;
        return this;
    }

    /** How many agents may wait for their first turn, from 0; default any number. */
    public RuntimeBuilder maxQueued(int maxQueued) {
        this.maxQueued = maxQueued;
        return this;
    }

    /** What the declared limits of all that run may add up to; default nothing is reserved. */
    public RuntimeBuilder capacity(Capacity capacity) {
        this.capacity = capacity;
        return this;
    }

    /**
     * Workers that are started before they are needed, so that an agent of a kind that ran before begins within
     * milliseconds; default none.
     */
    public RuntimeBuilder warmPool(WarmPoolConfig warmPool) {
        this.warmPool = warmPool;
        return this;
    }

    /** Platform threads that carry agents at isolation none, from 1 to 256; default as many as there are processors. */
    public RuntimeBuilder workerThreads(int workerThreads) {
        this.shared = shared.withWorkerThreads(workerThreads);
        return this;
    }

    /** The JVM of agents at isolation none, its number of worker threads included; default {@link SharedConfig#DEFAULT}. */
    public RuntimeBuilder shared(SharedConfig shared) {
        this.shared = shared;
        return this;
    }

    /** Sockets, logs and reports; default a private temporary directory, removed at the end. */
    public RuntimeBuilder runDirectory(Path runDirectory) {
        this.runDirectory = runDirectory;
        return this;
    }

    /** The program's own reactions; default none. */
    public RuntimeBuilder hooks(LifecycleHooks hooks) {
        this.hooks = hooks;
        return this;
    }

    /** Opens the runtime; see {@link AgentRuntime#open}. */
    public AgentRuntime build() {
        RuntimeConfig config = new RuntimeConfig(
                maxAgents,
                maxConcurrent.orElse(maxAgents),
                enforcement,
                shutdownTimeout,
                heartbeat,
                circuitBreakers,
                uids,
                scheduling,
                new AdmissionConfig(mode, maxQueued, capacity),
                warmPool,
                shared,
                runDirectory);
        return AgentRuntime.open(config, hooks);
    }
}
