package io.agentropic.lifecycle;

import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;

/** No process, and none to come without a new request: stopped, completed or failed. */
record Resting(AgentLife agent, AgentState state, String reason) implements Phase {

    @Override
    public Phase enter() {
        agent.seat().giveBack();
        agent.domain().giveBack();
        agent.handover().rests();
        agent.membership().rests();
        agent.view().rested(state, reason);
        agent.waiters().rested(state, reason);
        return agent.retiring() ? new Retired(state, reason) : this;
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Start(var done) -> agent.requests().roused(done);
            case Signal.Restart(var done) -> agent.requests().roused(done);
            case Signal.Stop(var _, var done) -> {
                agent.want(Wanted.DOWN);
                done.complete(null);
                yield agent.retiring() ? new Retired(state, reason) : this;
            }
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }
}
