package io.agentropic.cli;

import io.agentropic.control.ControlServer;
import io.agentropic.control.Supervised;
import io.agentropic.events.EventJournal;
import io.agentropic.rundir.RunDirectory;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.GroupHandle;
import io.agentropic.runtime.RuntimeConfig;
import io.agentropic.runtime.SchedulerHandle;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.BootPolicy;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.LifecycleHooks;
import io.agentropic.status.WarmPoolStatus;
import io.agentropic.syscall.CurrentProcess;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A supervisor that lives as long as its command: the runtime, its control socket, and signals that end it. */
final class Foreground implements Supervised, AutoCloseable {

    private final AgentRuntime runtime;
    private final ControlServer control;

    private Foreground(AgentRuntime runtime) {
        this.runtime = runtime;
        this.control =
                ControlServer.open(RunDirectory.controlSocketIn(runtime.runDirectory()), this, ProductVersion.TEXT);
    }

    /** Keeps others of the same user out of this process, opens the runtime, listens for commands and takes over SIGTERM and SIGINT. */
    static Foreground open(RuntimeConfig config, Consumer<AgentEvent> listener) {
        CurrentProcess.forbidInspection();
        CurrentProcess.keepNewFilesPrivate();
        AgentRuntime runtime = AgentRuntime.open(config, LifecycleHooks.NONE);
        try {
            runtime.onEvent(listener);
            Foreground foreground = new Foreground(runtime);
            Termination.handle(foreground::stop, foreground::kill);
            return foreground;
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    AgentRuntime runtime() {
        return runtime;
    }

    AgentHandle spawn(AgentSpec spec) {
        return runtime.spawn(spec);
    }

    List<AgentHandle> spawnAll(List<AgentSpec> agents, BootPolicy boot) throws InterruptedException {
        return runtime.spawnAll(agents, boot);
    }

    private void stop() {
        System.err.println("stopping; a second signal kills");
        runtime.shutdown();
    }

    private void kill() {
        System.err.println("killing");
        runtime.kill();
    }

    @Override
    public List<AgentHandle> agents() {
        return runtime.agents();
    }

    @Override
    public Optional<GroupHandle> group(String name) {
        return runtime.group(name);
    }

    @Override
    public SchedulerHandle scheduler() {
        return runtime.scheduler();
    }

    @Override
    public Optional<WarmPoolStatus> warmPool() {
        return Optional.of(runtime.warmPool());
    }

    @Override
    public EventJournal events() {
        return runtime.events();
    }

    @Override
    public void remove(String name) throws InterruptedException {
        runtime.remove(name);
    }

    @Override
    public ShutdownReport shutdown() {
        return runtime.shutdown();
    }

    @Override
    public void close() {
        try (runtime) {
            control.close();
        }
    }
}
