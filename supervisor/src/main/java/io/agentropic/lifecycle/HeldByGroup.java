package io.agentropic.lifecycle;

import io.agentropic.status.AgentState;

/** No process; its group says when it is started again, or that it is not. */
final class HeldByGroup implements Phase {

    private final AgentLife agent;
    private final String reason;
    private final Runnable report;

    /**
     * Not held yet.
     *
     * @param report tells the group that it is held
     */
    HeldByGroup(AgentLife agent, String reason, Runnable report) {
        this.agent = agent;
        this.reason = reason;
        this.report = report;
    }

    @Override
    public AgentState state() {
        return AgentState.BACKOFF;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Phase enter() {
        report.run();
        return this;
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Start(var done) -> agent.requests().roused(done);
            case Signal.Restart(var done) -> agent.requests().roused(done);
            case Signal.Stop(var _, var done) ->
                agent.requests().calledOff(done, "stopped while it waited for its group");
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }
}
