package io.agentropic.lifecycle;

import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits before it is started again after an end. */
final class BackingOff implements Phase {

    private final AgentLife agent;
    private final Duration delay;
    private final String reason;
    private Deadline over = Deadline.NONE;

    BackingOff(AgentLife agent, Duration delay, String reason) {
        this.agent = agent;
        this.delay = delay;
        this.reason = reason;
    }

    @Override
    public AgentState state() {
        return AgentState.BACKOFF;
    }

    @Override
    public String reason() {
        return reason + "; next start in " + delay.toMillis() + " ms";
    }

    @Override
    public Phase enter() {
        over = Deadline.in(delay);
        return this;
    }

    @Override
    public Deadline deadline() {
        return over;
    }

    @Override
    public Phase onDeadline() {
        return Depending.orElseWaiting(agent, "restart after " + delay.toMillis() + " ms");
    }

    /** Starts at once and forgets nothing. */
    Phase cutShort(CompletableFuture<Void> done) {
        agent.waiters().awaitStart(done);
        return Depending.orElseWaiting(agent, "its delay was cut short by request");
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Start(var done) -> agent.requests().roused(done);
            case Signal.Restart(var done) -> agent.requests().roused(done);
            case Signal.Stop(var _, var done) ->
                agent.requests().calledOff(done, "stopped while it waited to be started again");
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }
}
