package io.agentropic.lifecycle;

import io.agentropic.fence.FenceException;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A pause of a running agent: one that knows checkpoints is asked to reach one first, then everything stands still. Owned
 * by the agent's thread.
 */
final class Pausing {

    /** How long an agent has to reach a checkpoint before it is stopped wherever it is. */
    static final Duration QUIESCE = Duration.ofMillis(50);

    /** How long the kernel has to confirm; seen: 0.3 ms at the median, 13 ms at most. */
    static final Duration CONFIRM = Duration.ofSeconds(2);

    private final AgentLife agent;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private long epoch;
    private Deadline quiesced = Deadline.NONE;

    Pausing(AgentLife agent) {
        this.agent = agent;
    }

    boolean inForce() {
        return agent.present().isFrozen();
    }

    /** When an agent that was asked to reach a checkpoint is stopped all the same. */
    Deadline deadline() {
        return quiesced;
    }

    void request(Running phase, CompletableFuture<Void> done) {
        if (inForce()) {
            done.complete(null);
            return;
        }
        waiting.add(done);
        if (quiesced.isSet()) {
            return;
        }
        epoch++;
        if (agent.program().program().program() instanceof Program.AgentClass) {
            agent.present().tell(new SupervisorMessage.Pause(epoch));
            quiesced = Deadline.in(QUIESCE);
        } else {
            freeze(phase);
        }
    }

    /** The agent stands at a checkpoint. */
    void reached(Running phase, long reached) {
        if (quiesced.isSet() && reached == epoch) {
            freeze(phase);
        }
    }

    void freeze(Running phase) {
        quiesced = Deadline.NONE;
        agent.talk().vitals().suspend();
        if (agent.present().freeze(CONFIRM)) {
            agent.tell("paused");
            agent.show(phase);
            waiting.forEach(done -> done.complete(null));
        } else {
            takeBack(phase);
        }
        waiting.clear();
    }

    /** Half of an agent must not stand still: what did not freeze in time goes on as a whole. */
    private void takeBack(Running phase) {
        String why = "the kernel did not confirm the pause within " + CONFIRM.toSeconds() + " s; it was taken back";
        boolean goesOn = agent.present().takeBackFreeze(CONFIRM);
        if (epoch > 0) {
            agent.present().tell(new SupervisorMessage.Resume(epoch, 0));
        }
        agent.talk().vitals().resume();
        agent.tell(goesOn ? why : why + ", but not all of it is seen to run again");
        waiting.forEach(done -> done.completeExceptionally(agent.impossible(phase, why)));
    }

    void resume(Running phase, CompletableFuture<Void> done) {
        abandon(phase, "it was resumed");
        try {
            Duration stood = agent.present().thaw(CONFIRM);
            if (epoch > 0) {
                agent.present().tell(new SupervisorMessage.Resume(epoch, stood.toMillis()));
            }
            if (!stood.isZero()) {
                agent.talk().vitals().resume();
                agent.tell("resumed after " + stood.toMillis() + " ms");
            }
            agent.show(phase);
            done.complete(null);
        } catch (FenceException e) {
            done.completeExceptionally(e);
        }
    }

    /** A pause under way comes to nothing. */
    void abandon(Running phase, String why) {
        quiesced = Deadline.NONE;
        waiting.forEach(
                done -> done.completeExceptionally(agent.impossible(phase, "the pause came to nothing: " + why)));
        waiting.clear();
    }
}
