package io.agentropic.lifecycle;

import io.agentropic.exit.OwnAction;
import io.agentropic.fence.FenceException;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.time.Duration;

/**
 * The agent was asked to end and has its grace: first over the channel, then by SIGTERM, which always has the last part
 * of the grace to itself.
 */
final class Stopping implements Phase {

    /** What SIGTERM has to itself at least, as far as the grace allows; a frozen agent thaws for it. */
    private static final Duration LAST_PART = Duration.ofSeconds(2);

    private static final String KILLED = "killed as asked";

    private final AgentLife agent;
    private final OwnAction action;
    private Duration grace;
    private Deadline terminate = Deadline.NONE;
    private Deadline kill = Deadline.NONE;

    private Stopping(AgentLife agent, OwnAction action, Duration grace) {
        this.agent = agent;
        this.action = action;
        this.grace = grace;
    }

    /** For a reason of the supervisor's own; what follows is up to the restart policy. */
    static Phase because(AgentLife agent, OwnAction action, Duration grace) {
        return new Stopping(agent, action, grace);
    }

    /** Some of its processes were killed for its memory limit, and its policy is not to go on without them. */
    static Phase outOfMemory(AgentLife agent) {
        return because(
                agent, OwnAction.OUT_OF_MEMORY, agent.spec().supervision().stopGrace());
    }

    /** Its worker broke the protocol: there is nothing left that it could be asked. */
    static Phase shutOut(AgentLife agent, String violation) {
        agent.present().record().complained(violation);
        return because(agent, OwnAction.SHUT_OUT, Duration.ZERO);
    }

    /** Another agent runs anew, with which it is restarted. */
    static Phase toFollow(AgentLife agent) {
        agent.restartsWithAnother();
        return because(agent, OwnAction.STOP, agent.spec().supervision().stopGrace());
    }

    /** At a user's request: the agent is to rest. */
    static Phase asAsked(AgentLife agent, Signal.Stop stop) {
        agent.want(Wanted.DOWN);
        agent.waiters().awaitRest(stop.done());
        agent.waiters().failStart(AgentState.STOPPING, "stopped before it was started");
        return new Stopping(agent, stop.grace().isZero() ? OwnAction.KILL : OwnAction.STOP, stop.grace());
    }

    /** At a user's request: the agent is to run again. */
    static Phase forRestart(AgentLife agent, Signal.Restart restart) {
        return agent.runsAfterwards(
                restart.done(),
                new Stopping(agent, OwnAction.STOP, agent.spec().supervision().stopGrace()));
    }

    @Override
    public AgentState state() {
        return AgentState.STOPPING;
    }

    @Override
    public String reason() {
        return switch (action) {
            case NONE, STOP -> "asked to stop";
            case KILL -> KILLED;
            case START_TIMEOUT -> "its code was not entered in time";
            case UNHEALTHY -> "found unhealthy";
            case SHUT_OUT -> "its worker broke the protocol";
            case OUT_OF_MEMORY -> "some of its processes were killed for its memory limit";
        };
    }

    @Override
    public Phase enter() {
        Incarnation life = agent.present();
        agent.talk().vitals().off();
        life.blame(action, agent.now(), reason());
        if (grace.isZero()) {
            return new Killing(agent, reason());
        }
        kill = Deadline.in(grace);
        if (life.isFrozen() || !life.record().hasStarted()) {
            life.terminate(agent.now());
            thaw(life);
        } else {
            life.line().tell(new SupervisorMessage.Stop(reason(), grace.toMillis()));
            terminate = Deadline.in(askingTime());
        }
        return this;
    }

    /** The signal is queued before the thaw, so that not one instruction of the agent's runs in between. */
    private void thaw(Incarnation life) {
        try {
            life.thaw(Standstill.Holder.PAUSE, Pausing.CONFIRM);
        } catch (FenceException e) {
            life.record().acted(agent.now(), "could not thaw it: " + e.getMessage());
        }
    }

    private Phase killedAsAsked() {
        agent.present().record().blame(OwnAction.KILL);
        return new Killing(agent, KILLED);
    }

    private Duration askingTime() {
        Duration half = grace.dividedBy(2);
        Duration allButLastPart = grace.minus(LAST_PART);
        return half.compareTo(allButLastPart) > 0 ? half : allButLastPart;
    }

    @Override
    public Deadline deadline() {
        return terminate.or(kill);
    }

    @Override
    public Phase onDeadline() {
        if (!terminate.isSet()) {
            return new Killing(agent, "its grace of " + grace.toMillis() + " ms was over");
        }
        terminate = Deadline.NONE;
        agent.present().terminate(agent.now());
        kill = Deadline.in(grace.minus(askingTime()));
        return this;
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Exited(long _, int code) -> Finishing.after(agent, code);
            case Signal.Stop(var sooner, var done) -> {
                agent.want(Wanted.DOWN);
                agent.waiters().awaitRest(done);
                agent.waiters().failStart(AgentState.STOPPING, "stopped before it was started");
                yield sooner.isZero() ? killedAsAsked() : this;
            }
            case Signal.Start(var done) -> agent.runsAfterwards(done, this);
            case Signal.Restart(var done) -> agent.runsAfterwards(done, this);
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }
}
