package io.agentropic.lifecycle;

import io.agentropic.exit.OwnAction;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.io.IOException;

/**
 * There is a place to run; the program's hook may still keep the process from being started. The hook has a bound of its own; the
 * time that a start may take is counted from the process on.
 */
final class Preparing implements Phase {

    private final AgentLife agent;

    Preparing(AgentLife agent) {
        this.agent = agent;
    }

    @Override
    public AgentState state() {
        return AgentState.STARTING;
    }

    @Override
    public String reason() {
        return "";
    }

    @Override
    public Phase enter() {
        try {
            long number = agent.beginIncarnation().number();
            if (agent.reactions().none()) {
                return new Starting(agent);
            }
            agent.reactions().beforeStart(number, failure -> agent.inbox().put(new Signal.Prepared(number, failure)));
            return this;
        } catch (IOException e) {
            agent.waiters().failStart(state(), "its log files cannot be read: " + e);
            return new Resting(agent, AgentState.FAILED, "its log files cannot be read: " + e);
        }
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Prepared(long _, String failure) -> prepared(failure);
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

    private Phase prepared(String failure) {
        if (failure.isEmpty()) {
            return new Starting(agent);
        }
        agent.present().record().spawnFailed("its preStart hook " + failure);
        return Finishing.ofUnborn(agent);
    }

    /** An end without a process: what the hook did is still to be undone by the one that follows an end. */
    private Phase calledOff() {
        agent.present().blame(OwnAction.STOP, agent.now(), "called off before a process was started");
        return Finishing.ofUnborn(agent);
    }
}
