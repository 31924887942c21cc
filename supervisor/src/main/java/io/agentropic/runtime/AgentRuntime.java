package io.agentropic.runtime;

import io.agentropic.launch.ResolvedProgram;
import io.agentropic.lifecycle.Agent;
import io.agentropic.limits.Enforcement;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentResult;
import io.agentropic.status.LifecycleHooks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs agents, each in a child JVM of its own, and supervises them until they rest.
 *
 * <p>All methods may be called from any thread.
 */
public final class AgentRuntime implements AutoCloseable {

    private final RuntimeConfig config;
    private final Foundation foundation;
    /** In the order in which they were spawned; guarded by this. */
    private final Map<String, SupervisedAgent> agents = new LinkedHashMap<>();
    /** Guarded by this. */
    private boolean closing;
    /** Guarded by this. */
    private boolean closed;

    private AgentRuntime(RuntimeConfig config, Foundation foundation) {
        this.config = config;
        this.foundation = foundation;
    }

    /** A builder that starts from {@link RuntimeConfig#DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens a runtime with these settings, and ends what an earlier one in the same run directory left behind.
     *
     * @throws InvalidSpecException when a setting is wrong
     * @throws RunDirectoryException when the run directory cannot be used, or another supervisor
     *     uses it
     * @throws io.agentropic.syscall.UnsupportedHostException on anything but Linux on x86_64 or aarch64
     */
    public static AgentRuntime open(RuntimeConfig config, LifecycleHooks hooks) {
        List<String> violations = config.violations();
        if (!violations.isEmpty()) {
            throw new InvalidSpecException("the runtime's settings are wrong", violations);
        }
        return new AgentRuntime(config, Foundation.lay(config, hooks));
    }

    /**
     * Everything about a specification that {@link #spawn} would refuse on any host, as sentences; empty when nothing is.
     * Makes and starts nothing.
     */
    public static List<String> violations(AgentSpec spec) {
        return SpecRules.violations(spec);
    }

    /**
     * Makes the agent known and starts it.
     *
     * @throws InvalidSpecException when the specification is wrong; all violations at once
     * @throws io.agentropic.limits.LimitUnavailableException when a limit cannot be enforced here under strict
     * @throws DuplicateAgentException when an agent of that name is known already
     * @throws RuntimeFullException when {@code maxAgents} are known already
     * @throws IllegalStateException when the runtime is closing
     */
    public AgentHandle spawn(AgentSpec spec) {
        ResolvedProgram program = SpecRules.resolve(spec);
        foundation.requireEnforceable(spec);
        synchronized (this) {
            requireRoomFor(spec);
            SupervisedAgent handle = new SupervisedAgent(new Agent(spec, program, foundation.services()));
            begin(handle);
            agents.put(spec.name(), handle);
            return handle;
        }
    }

    private void requireRoomFor(AgentSpec spec) {
        if (closing) {
            throw new IllegalStateException("the runtime is closing; agent '" + spec.name() + "' cannot be spawned");
        }
        if (agents.containsKey(spec.name())) {
            throw new DuplicateAgentException(spec.name());
        }
        if (agents.size() >= config.maxAgents()) {
            throw new RuntimeFullException(config.maxAgents());
        }
    }

    private static void begin(SupervisedAgent handle) {
        try {
            handle.agent().begin();
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory cannot take agent '" + handle.name() + "': " + e, e);
        }
    }

    /** The agent of this name. */
    public synchronized Optional<AgentHandle> agent(String name) {
        return Optional.ofNullable(agents.get(name));
    }

    /** All agents, in the order in which they were spawned. */
    public synchronized List<AgentHandle> agents() {
        return List.copyOf(agents.values());
    }

    private synchronized List<SupervisedAgent> supervised() {
        return List.copyOf(agents.values());
    }

    /** Where sockets, logs and reports lie. */
    public Path runDirectory() {
        return foundation.services().directory().path();
    }

    /** The settings it was opened with. */
    public RuntimeConfig config() {
        return config;
    }

    /** Calls {@code listener} for each event from now on, on a thread of the runtime; it must not block for long. */
    public void onEvent(Consumer<AgentEvent> listener) {
        foundation.services().events().listen(listener);
    }

    /** Waits until every agent has come to rest. */
    public void awaitRest() throws InterruptedException {
        Waits.await(rest());
    }

    /** As {@link #awaitRest()}, with a bound. */
    public void awaitRest(Duration timeout) throws InterruptedException, TimeoutException {
        Waits.await(rest(), timeout);
    }

    /** Completes when every agent rests; one that was roused while others still ran is waited for again. */
    private CompletableFuture<Void> rest() {
        List<SupervisedAgent> all = supervised();
        return CompletableFuture.allOf(all.stream().map(AgentHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .thenCompose(_ -> all.stream().allMatch(agent -> agent.state().atRest())
                        ? CompletableFuture.<Void>completedFuture(null)
                        : rest());
    }

    /**
     * Stops every agent in parallel, each with its own grace, within the shutdown timeout; who is late is killed. Nothing
     * starts any more.
     */
    public ShutdownReport shutdown() {
        synchronized (this) {
            closing = true;
        }
        List<SupervisedAgent> all = supervised();
        CompletableFuture<?>[] retired =
                all.stream().map(agent -> agent.agent().retire()).toArray(CompletableFuture<?>[]::new);
        if (!Waits.settled(retired, config.shutdownTimeout())) {
            kill();
            Waits.settled(retired, Foundation.KILL_TIME);
        }
        List<AgentResult> results = new ArrayList<>();
        List<String> unstopped = new ArrayList<>();
        for (SupervisedAgent agent : all) {
            if (agent.onExit().isDone()) {
                results.add(agent.onExit().join());
            } else {
                unstopped.add(agent.name());
            }
        }
        return new ShutdownReport(results, unstopped);
    }

    /** Kills every agent at once; a shutdown in progress ends sooner for it. Nothing starts any more. */
    public void kill() {
        synchronized (this) {
            closing = true;
        }
        supervised().forEach(agent -> {
            var _ = agent.agent().stop(Duration.ZERO);
        });
    }

    /** {@link #shutdown()}, then gives everything back: sockets, threads, control groups. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        var _ = shutdown();
        foundation.close();
    }

    /** Collects a runtime's settings; not thread-safe. */
    public static final class Builder {
        private RuntimeConfig config = RuntimeConfig.DEFAULT;
        private LifecycleHooks hooks = new LifecycleHooks() {};

        private Builder() {}

        /** Agents known at once; default 1,000. */
        public Builder maxAgents(int maxAgents) {
            config = new RuntimeConfig(
                    maxAgents,
                    Math.min(config.maxConcurrent(), maxAgents),
                    config.enforcement(),
                    config.shutdownTimeout(),
                    config.heartbeat(),
                    config.runDirectory());
            return this;
        }

        /** Agents that run at once, the rest wait first come first served; default as {@code maxAgents}. */
        public Builder maxConcurrent(int maxConcurrent) {
            config = new RuntimeConfig(
                    config.maxAgents(),
                    maxConcurrent,
                    config.enforcement(),
                    config.shutdownTimeout(),
                    config.heartbeat(),
                    config.runDirectory());
            return this;
        }

        /** What happens when a limit cannot be enforced; default strict: the agent does not start. */
        public Builder enforcement(Enforcement enforcement) {
            config = new RuntimeConfig(
                    config.maxAgents(),
                    config.maxConcurrent(),
                    enforcement,
                    config.shutdownTimeout(),
                    config.heartbeat(),
                    config.runDirectory());
            return this;
        }

        /** How long an orderly shutdown may take in all; default 60 s. */
        public Builder shutdownTimeout(Duration shutdownTimeout) {
            config = new RuntimeConfig(
                    config.maxAgents(),
                    config.maxConcurrent(),
                    config.enforcement(),
                    shutdownTimeout,
                    config.heartbeat(),
                    config.runDirectory());
            return this;
        }

        /** Time between heartbeats of a worker; default 5 s. */
        public Builder heartbeat(Duration heartbeat) {
            config = new RuntimeConfig(
                    config.maxAgents(),
                    config.maxConcurrent(),
                    config.enforcement(),
                    config.shutdownTimeout(),
                    heartbeat,
                    config.runDirectory());
            return this;
        }

        /** Sockets, logs and reports; default a private temporary directory, removed at the end. */
        public Builder runDirectory(Path runDirectory) {
            config = config.withRunDirectory(runDirectory);
            return this;
        }

        /** The program's own reactions; default none. */
        public Builder hooks(LifecycleHooks hooks) {
            this.hooks = hooks;
            return this;
        }

        /** Opens the runtime; see {@link AgentRuntime#open}. */
        public AgentRuntime build() {
            return open(config, hooks);
        }
    }
}
