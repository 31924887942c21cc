package io.agentropic.runtime;

import io.agentropic.lifecycle.Agent;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentMetrics;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** The handle on an agent: requests go to its inbox, answers come from its view. */
record SupervisedAgent(Agent agent) implements OwnedAgent {

    @Override
    public void begin() {
        try {
            agent.begin();
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory cannot take agent '" + name() + "': " + e, e);
        }
    }

    @Override
    public void tellStanding(Agent dependent) {
        agent.tellStanding(dependent);
    }

    @Override
    public CompletableFuture<Optional<String>> firstStart() {
        return agent.view().firstStart();
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
        return agent.remove();
    }

    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public AgentState state() {
        return agent.view().state();
    }

    @Override
    public AgentStatus status() {
        return agent.view().status();
    }

    @Override
    public AgentMetrics metrics() {
        return agent.view().metrics();
    }

    @Override
    public List<LimitReport> limits() {
        return agent.view().limits();
    }

    @Override
    public void start(boolean keepBackoff) throws InterruptedException {
        Waits.await(keepBackoff ? agent.hurry() : agent.start());
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
    public AgentSpec spec() {
        return agent.view().spec();
    }

    @Override
    public void update(ResourceLimits changes) throws InterruptedException {
        Waits.await(agent.update(changes));
    }

    @Override
    public void update(Priority priority) throws InterruptedException {
        Waits.await(agent.update(priority));
    }

    @Override
    public AgentState awaitStarted(Duration timeout) throws InterruptedException, TimeoutException {
        return Waits.await(agent.view().whenStarted(), timeout);
    }

    @Override
    public CompletableFuture<AgentResult> onExit() {
        return agent.view().rest();
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
