package io.agentropic.lifecycle;

import io.agentropic.breaker.Permit;
import io.agentropic.breaker.PermitWaiter;
import io.agentropic.dependency.Outlook;
import io.agentropic.status.AgentState;

/** Waits until its failure domain lets it start. */
final class AwaitingPermit implements Phase, PermitWaiter {

    private final AgentLife agent;
    private String reason;

    AwaitingPermit(AgentLife agent, String reason) {
        this.agent = agent;
        this.reason = reason;
    }

    @Override
    public AgentState state() {
        return AgentState.WAITING;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Phase enter() {
        agent.domain().ask(this);
        return this;
    }

    @Override
    public void granted(Permit permit) {
        if (!agent.inbox().put(new Signal.Permitted(permit))) {
            agent.domain().refuse(permit);
        }
    }

    @Override
    public void held(String why) {
        agent.inbox().put(new Signal.Held(why));
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Permitted(Permit permit) -> {
                agent.domain().granted(permit);
                yield new Waiting(agent, "its circuit breaker lets it start");
            }
            case Signal.Held(String why) -> {
                reason = why;
                agent.tell(why);
                yield this;
            }
            case Signal.Start(var done) -> agent.requests().onItsWay(done, this);
            case Signal.Restart(var done) -> agent.requests().onItsWay(done, this);
            case Signal.Stop(var _, var done) -> {
                agent.domain().cancel(this);
                yield agent.requests().calledOff(done, "stopped before it was started");
            }
            case Signal.Command command -> agent.requests().refused(command, this);
            case Signal.Observed _
            when !(agent.dependencies().outlook() instanceof Outlook.Clear) -> {
                agent.domain().cancel(this);
                yield new Depending(agent, reason);
            }
            default -> this;
        };
    }
}
