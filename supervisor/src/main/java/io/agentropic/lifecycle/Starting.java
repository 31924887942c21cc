package io.agentropic.lifecycle;

import io.agentropic.exit.OwnAction;
import io.agentropic.fence.FenceException;
import io.agentropic.health.HealthJudge;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.launch.LaunchException;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.ProbeRole;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import java.time.Duration;

/** The process is started, fenced and let through its gate; its code was not entered yet, or its
 * startup probe has not succeeded yet. */
final class Starting implements Phase {

    private final AgentLife agent;
    private StartTime time = StartTime.none();

    Starting(AgentLife agent) {
        this.agent = agent;
    }

    @Override
    public AgentState state() {
        return AgentState.STARTING;
    }

    @Override
    public String reason() {
        return agent.talk().vitals().comingUp() ? "waits for its startup probe" : "";
    }

    @Override
    public Phase enter() {
        Supervision supervision = agent.spec().supervision();
        time = StartTime.of(supervision.startTimeout(), supervision.maxStartTimeout());
        Incarnation life = agent.present();
        try {
            life.launch(agent);
            return this;
        } catch (LimitUnavailableException | InvalidSpecException e) {
            life.record().spawnFailed(String.valueOf(e.getMessage()));
            return Finishing.forGood(agent);
        } catch (LaunchException | FenceException e) {
            life.record().spawnFailed(String.valueOf(e.getMessage()));
            return Finishing.ofUnborn(agent);
        }
    }

    @Override
    public Deadline deadline() {
        return time.deadline();
    }

    @Override
    public Phase onDeadline() {
        return new Diagnosing(
                agent,
                OwnAction.START_TIMEOUT,
                "its code was not entered within "
                        + agent.spec().supervision().startTimeout().toMillis() + " ms"
                        + (time.extended() ? ", nor within the time that it had asked for beyond that" : ""));
    }

    private void extend(long millis) {
        if (time.extend(Duration.ofMillis(millis))) {
            agent.tell("asked for more time to start: " + millis + " ms");
        }
    }

    private Phase onceStarted() {
        if (!agent.talk().vitals().started()) {
            return this;
        }
        agent.present().entered();
        return new Running(agent);
    }

    private Phase judged(HealthJudge.Change change) {
        return change == HealthJudge.Change.NOT_STARTED
                ? new Diagnosing(
                        agent,
                        OwnAction.START_TIMEOUT,
                        "its startup probe failed: " + agent.talk().vitals().complaint(ProbeRole.STARTUP))
                : onceStarted();
    }

    private Phase ended(int code) {
        if (agent.present().embodiment().unentered().isPresent()) {
            return new Replacing(agent, code);
        }
        if (agent.talk().vitals().comingUp()) {
            agent.present()
                    .record()
                    .startFailed("its startup probe had not succeeded: "
                            + agent.talk().vitals().complaint(ProbeRole.STARTUP));
        }
        return Finishing.after(agent, code);
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Heard(long _, WorkerMessage.Started _) -> {
                time.over();
                yield onceStarted();
            }
            case Signal.Heard(long _, WorkerMessage.ExtendStart(long millis)) -> {
                extend(millis);
                yield this;
            }
            case Signal.Heard(long _, WorkerMessage.Ready _) -> onceStarted();
            case Signal.Probed probed -> judged(agent.talk().vitals().hear(probed));
            case Signal.ProcessesKilled _ -> Stopping.outOfMemory(agent);
            case Signal.ShutOut(long _, String violation) -> Stopping.shutOut(agent, violation);
            case Signal.Exited(long _, int code) -> ended(code);
            case Signal.Start(var done) -> agent.requests().onItsWay(done, this);
            case Signal.Stop stop -> Stopping.asAsked(agent, stop);
            case Signal.Restart restart -> Stopping.forRestart(agent, restart);
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }
}
