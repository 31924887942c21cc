package io.agentropic.lifecycle;

import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.Wanted;
import java.util.concurrent.CompletableFuture;

/** How several phases answer what the user asks for, where they answer alike. Owned by the agent's thread. */
final class Requests {

    private final AgentLife agent;

    Requests(AgentLife agent) {
        this.agent = agent;
    }

    /** A start by hand, of an agent without a process: its failures are forgotten. */
    Phase roused(CompletableFuture<Void> done) {
        agent.rouse();
        agent.waiters().awaitStart(done);
        return Depending.orElseWaiting(agent, "started by request");
    }

    /** A start of an agent that is on its way already. */
    Phase onItsWay(CompletableFuture<Void> done, Phase phase) {
        agent.waiters().awaitStart(done);
        return phase;
    }

    /** A stop of an agent without a process. */
    Phase calledOff(CompletableFuture<Void> done, String why) {
        agent.want(Wanted.DOWN);
        agent.waiters().awaitRest(done);
        return new Resting(agent, AgentState.STOPPED, why);
    }

    /** Refuses what only a running agent can fulfil. */
    Phase refused(Signal.Command command, Phase phase) {
        command.done().completeExceptionally(impossible(phase, "only a running agent can be paused or resumed"));
        return phase;
    }

    /** A request that the present phase cannot fulfil. */
    AgentStateException impossible(Phase phase, String why) {
        return new AgentStateException(agent.name(), phase.state(), why);
    }
}
