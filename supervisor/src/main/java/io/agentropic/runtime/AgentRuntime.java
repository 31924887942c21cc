package io.agentropic.runtime;

import io.agentropic.limits.Enforcement;
import io.agentropic.spec.AgentSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs agents, each in a child JVM of its own, and supervises them until they rest.
 *
 * <p>All methods may be called from any thread.
 */
public final class AgentRuntime implements AutoCloseable {

    /** A builder that starts from {@link RuntimeConfig#DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens a runtime with these settings.
     *
     * @throws io.agentropic.spec.InvalidSpecException when a setting is wrong
     * @throws io.agentropic.rundir.RunDirectoryException when the run directory cannot be used, or another supervisor uses it
     */
    public static AgentRuntime open(RuntimeConfig config, LifecycleHooks hooks) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the agent known and starts it.
     *
     * @throws io.agentropic.spec.InvalidSpecException when the specification is wrong; all violations at once
     * @throws io.agentropic.limits.LimitUnavailableException when a limit cannot be enforced here under strict
     * @throws AgentStateException when an agent of that name is known already, or the runtime is full or closing
     */
    public AgentHandle spawn(AgentSpec spec) {
        throw new UnsupportedOperationException();
    }

    /** The agent of this name. */
    public Optional<AgentHandle> agent(String name) {
        throw new UnsupportedOperationException();
    }

    /** All agents, in the order in which they were spawned. */
    public List<AgentHandle> agents() {
        throw new UnsupportedOperationException();
    }

    /** Where sockets, logs and reports lie. */
    public Path runDirectory() {
        throw new UnsupportedOperationException();
    }

    /** Calls {@code listener} for each event from now on, on a thread of the runtime; it must not block for long. */
    public void onEvent(Consumer<AgentEvent> listener) {
        throw new UnsupportedOperationException();
    }

    /** Waits until every agent has come to rest. */
    public void awaitRest() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** As {@link #awaitRest()}, with a bound. */
    public void awaitRest(Duration timeout) throws InterruptedException, TimeoutException {
        throw new UnsupportedOperationException();
    }

    /** Stops every agent in parallel, each with its own grace, within the shutdown timeout; nothing starts any more. */
    public ShutdownReport shutdown() {
        throw new UnsupportedOperationException();
    }

    /** Kills every agent at once; a shutdown in progress ends sooner for it. */
    public void kill() {
        throw new UnsupportedOperationException();
    }

    /** {@link #shutdown()}, then gives everything back: sockets, threads, control groups. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
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
