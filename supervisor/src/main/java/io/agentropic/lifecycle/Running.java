package io.agentropic.lifecycle;

import io.agentropic.exit.OwnAction;
import io.agentropic.health.HealthJudge;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.spec.ProbeRole;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Its code runs, or stands still in a pause. */
final class Running implements Phase {

    private final AgentLife agent;
    private final Pausing pausing;
    private final Slicing slicing;
    private Deadline stable = Deadline.NONE;

    Running(AgentLife agent) {
        this.agent = agent;
        this.pausing = new Pausing(agent);
        this.slicing = new Slicing(agent);
    }

    @Override
    public AgentState state() {
        return AgentState.RUNNING;
    }

    @Override
    public String reason() {
        return pausing.reason();
    }

    /** Whether a pause is in force. */
    boolean paused() {
        return pausing.inForce();
    }

    /** Whether that pause has lasted for longer than it should. */
    boolean pauseOverdue() {
        return pausing.overdue();
    }

    @Override
    public Phase enter() {
        stable = Deadline.in(agent.spec().supervision().resetAfter());
        agent.domain().entered();
        agent.view().started();
        agent.waiters().started();
        agent.handover().entered();
        agent.reactions().started(agent.present().number());
        if (agent.membership().pausedWith().isPresent()) {
            pausing.requestWithGroup(this, new CompletableFuture<>());
        }
        slicing.begin();
        return this;
    }

    @Override
    public Deadline deadline() {
        return pausing.deadline()
                .or(slicing.deadline())
                .or(stable)
                .or(agent.domain().deadline());
    }

    @Override
    public Phase onDeadline() {
        pausing.onDeadline(this);
        slicing.onDeadline();
        if (stable.passed()) {
            settle();
        }
        if (agent.domain().deadline().passed()) {
            agent.domain()
                    .ranFor(agent.present().ranFor(), news -> agent.inbox().put(new Signal.DomainNews(news)));
        }
        return this;
    }

    /** Looks whether the run was stable by now; time in a pause does not count. */
    private void settle() {
        Duration ran = agent.present().ranFor();
        Duration resetAfter = agent.spec().supervision().resetAfter();
        agent.history().ranFor(ran);
        stable = ran.compareTo(resetAfter) >= 0
                ? Deadline.NONE
                : Deadline.in(pausing.inForce() ? resetAfter : resetAfter.minus(ran));
    }

    private Phase judged(HealthJudge.Change change) {
        if (change != HealthJudge.Change.NOT_LIVE) {
            return this;
        }
        leave("it was found unresponsive");
        return new Diagnosing(agent, OwnAction.UNHEALTHY, agent.talk().vitals().complaint(ProbeRole.LIVENESS));
    }

    /** It is to end: nothing keeps it from that. */
    private void leave(String why) {
        pausing.abandon(this, why);
        slicing.end();
    }

    /** What the scheduler gives it. */
    Slicing slicing() {
        return slicing;
    }

    /** Is restarted with another agent. */
    Phase follow() {
        leave("it is being restarted");
        return Stopping.toFollow(agent);
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Exited(long _, int code) -> {
                slicing.gone();
                pausing.abandon(this, "it ended");
                yield Finishing.after(agent, code);
            }
            case Signal.Probed probed -> judged(agent.talk().vitals().hear(probed));
            case Signal.ProcessesKilled _ -> {
                leave("some of its processes were killed for its memory limit");
                yield Stopping.outOfMemory(agent);
            }
            case Signal.ShutOut(long _, String violation) -> {
                leave("its worker broke the protocol");
                yield Stopping.shutOut(agent, violation);
            }
            case Signal.Heard(long _, WorkerMessage.Paused(long epoch)) -> {
                pausing.reached(this, epoch);
                slicing.reached(epoch);
                yield this;
            }
            case Signal.Given(long _, var share, var how) -> {
                slicing.give(share, how);
                yield this;
            }
            case Signal.Pause(var done) -> {
                pausing.request(this, done);
                yield this;
            }
            case Signal.Resume(var done) -> {
                pausing.resume(this, done);
                yield this;
            }
            case Signal.GroupPause(String _, var done) -> {
                pausing.requestWithGroup(this, done);
                yield this;
            }
            case Signal.GroupResume(String _, var done) -> {
                pausing.resumeWithGroup(this, done);
                yield this;
            }
            case Signal.Start(var done) -> {
                done.completeExceptionally(agent.requests().impossible(this, "it runs already; use restart"));
                yield this;
            }
            case Signal.Stop stop -> {
                leave("it is being stopped");
                yield Stopping.asAsked(agent, stop);
            }
            case Signal.Restart restart -> {
                leave("it is being restarted");
                yield Stopping.forRestart(agent, restart);
            }
            default -> this;
        };
    }
}
