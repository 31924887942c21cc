package io.agentropic.lifecycle;

import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.ipc.Program;
import io.agentropic.schedule.Preemption;
import io.agentropic.schedule.Share;
import io.agentropic.spec.AgentSpec;
import java.time.Duration;

/**
 * What the scheduler gives a running agent, put into effect: its share of the processors, and whether it stands still for
 * others. Beside the pause of its user, with which it has nothing to do. Owned by the agent's thread.
 */
final class Slicing {

    /** How long an agent has to reach a checkpoint before it is frozen wherever it is. */
    static final Duration YIELD = Duration.ofMillis(200);

    private final AgentLife agent;
    private final ScheduledLife scheduled;
    private Share share = Share.OWN;
    private Deadline yielded = Deadline.NONE;
    private long epoch;
    /** Whether it was asked to stand still, or does. */
    private boolean wanted;

    private boolean failed;

    Slicing(AgentLife agent) {
        this.agent = agent;
        this.scheduled = agent.present().scheduled(agent.view(), agent.inbox());
    }

    /** From now on the scheduler knows it. */
    void begin() {
        if (scheduled.measurable()) {
            agent.services().scheduler().join(scheduled);
        }
    }

    Deadline deadline() {
        return yielded;
    }

    void onDeadline() {
        if (yielded.passed()) {
            standStill();
        }
    }

    /** The scheduler gives it something else. */
    void give(Share other, Preemption how) {
        boolean sameRates = sameRates(other);
        share = other;
        if (!sameRates) {
            tryApply();
        }
        if (!share.frozen()) {
            letGo();
            return;
        }
        wanted = true;
        if (how == Preemption.COOPERATIVE && canBeAsked()) {
            epoch = agent.present().line().askToPause();
            yielded = Deadline.in(YIELD);
        } else {
            standStill();
        }
    }

    private boolean sameRates(Share other) {
        return new Share(share.weight(), share.cpuMax(), other.frozen()).equals(other);
    }

    private void tryApply() {
        try {
            apply(agent.spec());
        } catch (FenceException e) {
            tellOnce("its share of the processors was not changed: " + e.getMessage());
        }
    }

    /**
     * Puts into effect what the scheduler gives an agent that is specified like this.
     *
     * @throws FenceException when it is refused
     */
    void apply(AgentSpec spec) {
        Fence fence = agent.present().fence();
        Integer weight = share.weight();
        if (fence != null) {
            fence.share(weight == null ? ScheduledLife.ownWeight(spec) : weight, share.cpuMax());
        }
    }

    private boolean canBeAsked() {
        return agent.program().program().program() instanceof Program.AgentClass
                && agent.present().line().isConnected()
                && !agent.present().isFrozen();
    }

    /** The agent stands at a checkpoint. */
    void reached(long reached) {
        if (yielded.isSet() && reached >= epoch) {
            standStill();
        }
    }

    private void standStill() {
        yielded = Deadline.NONE;
        Incarnation life = agent.present();
        try {
            if (!life.freeze(Standstill.Holder.SCHEDULER, Pausing.CONFIRM) && !life.isFrozen()) {
                life.takeBackFreeze(Pausing.CONFIRM);
                tellOnce("the kernel did not confirm within " + Pausing.CONFIRM.toSeconds()
                        + " s that it stands still for others; it goes on");
            }
        } catch (FenceException e) {
            tellOnce("it does not stand still for others: " + e.getMessage());
        }
    }

    private void letGo() {
        if (!wanted) {
            return;
        }
        wanted = false;
        yielded = Deadline.NONE;
        Incarnation life = agent.present();
        try {
            Duration stood = life.thaw(Standstill.Holder.SCHEDULER, Pausing.CONFIRM);
            if (!stood.isZero()) {
                agent.talk().vitals().stoodStill(stood);
            }
            if (!life.isFrozen()) {
                life.line().letGo(stood);
            }
        } catch (FenceException e) {
            tellOnce("it stands still although others let it go: " + e.getMessage());
        }
    }

    private void tellOnce(String what) {
        if (!failed) {
            failed = true;
            agent.tell(what);
        }
    }

    /** It runs no more, or is being stopped: nobody has it stand still for others. */
    void end() {
        agent.services().scheduler().leave(scheduled);
        share = Share.OWN;
        letGo();
    }

    /** Its main process is gone: there is nothing to let go. */
    void gone() {
        agent.services().scheduler().leave(scheduled);
    }
}
