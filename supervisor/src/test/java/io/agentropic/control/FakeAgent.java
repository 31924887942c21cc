package io.agentropic.control;

import io.agentropic.exit.Identity;
import io.agentropic.fence.ProcessIdentity;
import io.agentropic.fence.ResourceUsage;
import io.agentropic.ipc.Payload;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentMetrics;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.AgentStatus;
import io.agentropic.status.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An agent without a process: it does at once what it is told. */
final class FakeAgent implements AgentHandle {

    private final String name;
    private volatile AgentState state = AgentState.RUNNING;
    private volatile boolean paused;
    final List<Priority> priorities = new CopyOnWriteArrayList<>();
    final List<ResourceLimits> updates = new CopyOnWriteArrayList<>();

    FakeAgent(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public AgentState state() {
        return state;
    }

    @Override
    public AgentStatus status() {
        @Nullable Long pid = state == AgentState.RUNNING ? 4711L : null;
        return new AgentStatus(
                name,
                state,
                Wanted.UP,
                paused,
                false,
                true,
                true,
                List.of(),
                pid,
                3,
                IsolationLevel.RESOURCE_LIMITS,
                Priority.NORMAL,
                2,
                0,
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofMillis(12_300),
                metrics(),
                limits(),
                null,
                "",
                null,
                pid == null ? null : new Identity(new ProcessIdentity(pid, 815, "boot"), Path.of("/sys/fs/cgroup/a-3")),
                null);
    }

    @Override
    public AgentMetrics metrics() {
        var usage = new ResourceUsage(Duration.ofMillis(1200), Duration.ofMillis(100), 1, 2, 5);
        return new AgentMetrics(usage, 48.04, 7, 8, 0, 0, 9, null);
    }

    @Override
    public List<LimitReport> limits() {
        return List.of(new LimitReport("memory", 536870912L, 536870912L, true, "cgroup memory.max", ""));
    }

    @Override
    public void start() {
        if (state == AgentState.RUNNING) {
            throw new AgentStateException(name, state, "it runs already");
        }
        state = AgentState.RUNNING;
    }

    @Override
    public void stop() {
        state = AgentState.STOPPED;
    }

    @Override
    public void stop(Duration grace) {
        stop();
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public void start(boolean keepBackoff) {
        start();
    }

    @Override
    public void reset() {
        state = AgentState.STOPPED;
    }

    @Override
    public void restart() {
        state = AgentState.RUNNING;
    }

    @Override
    public void pause() {
        if (state != AgentState.RUNNING) {
            throw new AgentStateException(name, state, "only a running agent can be paused");
        }
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public AgentSpec spec() {
        return AgentSpec.ofJar(Path.of("app.jar"))
                .name(name)
                .env("TOKEN", "secret")
                .build();
    }

    @Override
    public void update(Priority changed) {
        priorities.add(changed);
    }

    @Override
    public void update(ResourceLimits changes) {
        if (changes.memory() != null) {
            throw new LimitRefusedException("limits.memory of " + changes.memory() + " is refused");
        }
        updates.add(changes);
    }

    @Override
    public void send(Payload payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(Payload payload, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AgentState awaitStarted(Duration timeout) {
        return state;
    }

    @Override
    public AgentResult join() {
        return result();
    }

    @Override
    public AgentResult join(Duration timeout) {
        return result();
    }

    @Override
    public CompletableFuture<AgentResult> onExit() {
        return CompletableFuture.completedFuture(result());
    }

    AgentResult result() {
        return new AgentResult(name, state, 3, Payload.EMPTY, null, "stopped as asked");
    }
}
