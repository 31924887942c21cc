package io.agentropic.lifecycle;

import io.agentropic.exit.OwnAction;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;

/**
 * The worker that waited for the agent has ended before it was known to run the agent's code. When everything that it said was
 * heard, and that was not among it, the agent's own life has not begun yet: it starts a process of its own.
 */
final class Replacing implements Phase {

    private final AgentLife agent;
    private final int code;
    private Deadline lastWords = Deadline.NONE;

    /** The worker ended with this exit code. */
    Replacing(AgentLife agent, int code) {
        this.agent = agent;
        this.code = code;
    }

    @Override
    public AgentState state() {
        return AgentState.STARTING;
    }

    @Override
    public String reason() {
        return "the worker that waited for it ended with exit code " + code;
    }

    @Override
    public Phase enter() {
        if (agent.present().line().heardAll()) {
            return replaced();
        }
        lastWords = Deadline.in(Finishing.LAST_WORDS);
        return this;
    }

    @Override
    public Deadline deadline() {
        return lastWords;
    }

    /** What it did cannot be known: it counts. */
    @Override
    public Phase onDeadline() {
        return Finishing.after(agent, code);
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.HungUp _ -> replaced();
            case Signal.Start(var done) -> agent.requests().onItsWay(done, this);
            case Signal.Stop(var _, var done) -> {
                agent.want(Wanted.DOWN);
                agent.waiters().awaitRest(done);
                agent.waiters().failStart(state(), "stopped before it was started");
                yield calledOff();
            }
            case Signal.Restart(var done) -> {
                agent.runsAfterwards(done, this);
                yield calledOff();
            }
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }

    private Phase replaced() {
        if (!agent.present().beginAnew(agent)) {
            return Finishing.after(agent, code);
        }
        agent.tell(reason() + "; another process is started");
        return new Starting(agent);
    }

    private Phase calledOff() {
        agent.present().blame(OwnAction.STOP, agent.now(), "called off while its process was being replaced");
        return Finishing.after(agent, code);
    }
}
