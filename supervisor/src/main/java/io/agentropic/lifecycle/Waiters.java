package io.agentropic.lifecycle;

import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The callers that wait for an agent to run, or to rest. One thread at a time uses it. */
public final class Waiters {

    private final String agent;
    private final List<CompletableFuture<Void>> forStart = new ArrayList<>();
    private final List<CompletableFuture<Void>> forRest = new ArrayList<>();

    /** Nobody waits for this agent. */
    public Waiters(String agent) {
        this.agent = agent;
    }

    /** One more waits for it to run. */
    public void awaitStart(CompletableFuture<Void> done) {
        forStart.add(done);
    }

    /** One more waits for it to rest. */
    public void awaitRest(CompletableFuture<Void> done) {
        forRest.add(done);
    }

    /** The agent's code was entered. */
    public void started() {
        forStart.forEach(done -> done.complete(null));
        forStart.clear();
    }

    /** The agent has come to rest in {@code state}. */
    public void rested(AgentState state, String reason) {
        ended();
        failStart(state, reason);
    }

    /** Nothing of the incarnation is left, and another one follows: who waited for its end need not wait for the next. */
    public void ended() {
        forRest.forEach(done -> done.complete(null));
        forRest.clear();
    }

    /** A process survived the kill. */
    void stuck(String reason) {
        forRest.forEach(done -> done.completeExceptionally(new AgentStateException(agent, AgentState.STUCK, reason)));
        forRest.clear();
        failStart(AgentState.STUCK, reason);
    }

    /** Those who wait for a start wait in vain. */
    public void failStart(AgentState state, String reason) {
        forStart.forEach(done -> done.completeExceptionally(new AgentStateException(agent, state, reason)));
        forStart.clear();
    }
}
