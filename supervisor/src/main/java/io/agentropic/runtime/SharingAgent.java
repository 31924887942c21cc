package io.agentropic.runtime;

import io.agentropic.lifecycle.Agent;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.shared.SharedAgent;
import io.agentropic.shared.SharedLevel;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentMetrics;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** The handle on an agent that shares a JVM. */
record SharingAgent(SharedAgent agent, SharedLevel level) implements OwnedAgent {

    @Override
    public void begin() {
        level.begin(agent);
    }

    @Override
    public void tellStanding(Agent dependent) {
        agent.tellStanding(dependent::observes);
    }

    @Override
    public CompletableFuture<Optional<String>> firstStart() {
        return agent.firstStart();
    }

    @Override
    public void windDown() {
        agent.windDown();
    }

    @Override
    public CompletableFuture<Void> retire() {
        return agent.retire();
    }

    @Override
    public CompletableFuture<Void> forget() {
        agent.remove();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public AgentState state() {
        return agent.state();
    }

    @Override
    public AgentStatus status() {
        return agent.status();
    }

    @Override
    public AgentMetrics metrics() {
        return agent.metrics();
    }

    @Override
    public AgentSpec spec() {
        return agent.spec();
    }

    @Override
    public List<LimitReport> limits() {
        return List.of();
    }

    @Override
    public void start(boolean keepBackoff) throws InterruptedException {
        Waits.await(agent.start(keepBackoff));
    }

    @Override
    public void reset() throws InterruptedException {
        Waits.await(agent.reset());
    }

    @Override
    public void stop(Duration grace) throws InterruptedException {
        Waits.await(agent.stop(grace));
    }

    @Override
    public void restart() throws InterruptedException {
        Waits.await(agent.restart());
    }

    @Override
    public void pause() throws InterruptedException {
        Waits.await(agent.pause());
    }

    @Override
    public void resume() throws InterruptedException {
        Waits.await(agent.resume());
    }

    @Override
    public void update(ResourceLimits changes) {
        throw new InvalidSpecException(
                "agent '" + name() + "'",
                List.of(
                        "limits have no effect on one agent of many in a JVM; give it a JVM of its own, or limit them all"
                                + " together by runtime.shared.limits"));
    }

    @Override
    public void update(Priority priority) {
        agent.update(priority);
    }

    @Override
    public AgentState awaitStarted(Duration timeout) throws InterruptedException, TimeoutException {
        return Waits.await(agent.whenStarted(), timeout);
    }

    @Override
    public CompletableFuture<AgentResult> onExit() {
        return agent.rest();
    }

    @Override
    public ProgramMail mail() {
        return new ProgramMail(agent, this::state);
    }

    @Override
    public CompletableFuture<Void> end() {
        return agent.stop(Duration.ZERO);
    }
}
