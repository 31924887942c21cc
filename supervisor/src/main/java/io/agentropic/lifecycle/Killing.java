package io.agentropic.lifecycle;

import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.time.Duration;

/** The agent is being killed: SIGKILL to every process of it. */
final class Killing implements Phase {

    /** How long a killed process may take to vanish. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final AgentLife agent;
    private final String reason;
    private Deadline timeout = Deadline.NONE;

    Killing(AgentLife agent, String reason) {
        this.agent = agent;
        this.reason = reason;
    }

    @Override
    public AgentState state() {
        return AgentState.KILLING;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Phase enter() {
        agent.present().kill(agent.now(), reason);
        timeout = Deadline.in(TIMEOUT);
        return this;
    }

    @Override
    public Deadline deadline() {
        return timeout;
    }

    @Override
    public Phase onDeadline() {
        return new Stuck(agent, null);
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Exited(long _, int code) -> Finishing.after(agent, code);
            case Signal.Stop(var _, var done) -> {
                agent.want(Wanted.DOWN);
                agent.waiters().awaitRest(done);
                yield this;
            }
            case Signal.Start(var done) -> agent.runsAfterwards(done, this);
            case Signal.Restart(var done) -> agent.runsAfterwards(done, this);
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }
}
