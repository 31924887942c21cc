package io.agentropic.lifecycle;

import io.agentropic.fence.Fence;
import io.agentropic.spec.LeftoverPolicy;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.time.Duration;

/** The main process has ended, and what it started is waited for. A request ends the wait: then that is killed. */
final class Lingering implements Phase {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final AgentLife agent;
    private final int code;
    private Deadline look = Deadline.NONE;

    Lingering(AgentLife agent, int code) {
        this.agent = agent;
        this.code = code;
    }

    /** Whether the present life goes on without its main process, which has just ended. */
    static boolean isCalledFor(AgentLife agent) throws InterruptedException {
        return agent.spec().supervision().leftovers() == LeftoverPolicy.WAIT
                && agent.wanted() == Wanted.UP
                && !agent.runsAgain()
                && !agent.membership().mustHold()
                && !isEmpty(agent);
    }

    private static boolean isEmpty(AgentLife agent) throws InterruptedException {
        Fence fence = agent.present().fence();
        return fence == null || fence.awaitEmpty(Duration.ZERO);
    }

    @Override
    public AgentState state() {
        return AgentState.FINISHING;
    }

    @Override
    public String reason() {
        return "its main process ended with exit code " + code + "; what it started is waited for";
    }

    @Override
    public Phase enter() {
        look = Deadline.in(LOOK);
        return this;
    }

    @Override
    public Deadline deadline() {
        return look;
    }

    @Override
    public Phase onDeadline() throws InterruptedException {
        look = Deadline.in(LOOK);
        return isEmpty(agent) ? over() : this;
    }

    /** What is left is waited for no longer. */
    Phase over() {
        return Finishing.after(agent, code);
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Stop(var _, var done) -> {
                agent.want(Wanted.DOWN);
                agent.waiters().awaitRest(done);
                yield over();
            }
            case Signal.Restart(var done) -> agent.runsAfterwards(done, over());
            case Signal.Start(var done) -> {
                done.completeExceptionally(
                        agent.requests().impossible(this, "what it started still runs; use restart"));
                yield this;
            }
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }
}
