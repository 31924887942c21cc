package io.agentropic.lifecycle;

import io.agentropic.exit.OwnAction;
import io.agentropic.health.HealthJudge;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.spec.ProbeRole;
import io.agentropic.status.AgentState;
import io.agentropic.status.LifecycleHooks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Its code runs, or stands still in a pause. */
final class Running implements Phase {

    private final AgentLife agent;
    private final Pausing pausing;
    private Deadline stable = Deadline.NONE;

    Running(AgentLife agent) {
        this.agent = agent;
        this.pausing = new Pausing(agent);
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
        agent.talk().deliverKept(this);
        long number = agent.present().number();
        LifecycleHooks hooks = agent.services().hooks();
        agent.hooks().call(() -> hooks.onStart(agent.name(), number));
        if (agent.membership().pausedWith().isPresent()) {
            pausing.requestWithGroup(this, new CompletableFuture<>());
        }
        return this;
    }

    @Override
    public Deadline deadline() {
        return pausing.deadline().or(stable).or(agent.domain().deadline());
    }

    @Override
    public Phase onDeadline() {
        pausing.onDeadline(this);
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
        pausing.abandon(this, "it was found unresponsive");
        return new Diagnosing(agent, OwnAction.UNHEALTHY, agent.talk().vitals().complaint(ProbeRole.LIVENESS));
    }

    /** Is restarted with another agent. */
    Phase follow() {
        pausing.abandon(this, "it is being restarted");
        return Stopping.toFollow(agent);
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Exited(long _, int code) -> {
                pausing.abandon(this, "it ended");
                yield Finishing.after(agent, code);
            }
            case Signal.Probed probed -> judged(agent.talk().vitals().hear(probed));
            case Signal.ProcessesKilled _ -> {
                pausing.abandon(this, "some of its processes were killed for its memory limit");
                yield Stopping.outOfMemory(agent);
            }
            case Signal.ShutOut(long _, String violation) -> {
                pausing.abandon(this, "its worker broke the protocol");
                yield Stopping.shutOut(agent, violation);
            }
            case Signal.Heard(long _, WorkerMessage.Paused(long epoch)) -> {
                pausing.reached(this, epoch);
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
                done.completeExceptionally(agent.impossible(this, "it runs already; use restart"));
                yield this;
            }
            case Signal.Stop stop -> {
                pausing.abandon(this, "it is being stopped");
                yield Stopping.asAsked(agent, stop);
            }
            case Signal.Restart restart -> {
                pausing.abandon(this, "it is being restarted");
                yield Stopping.forRestart(agent, restart);
            }
            default -> this;
        };
    }
}
