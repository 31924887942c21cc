package io.agentropic.lifecycle;

import io.agentropic.exit.ExitReport;
import io.agentropic.group.Group;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What an agent's group has to say in its life; an agent without one decides by itself. Owned by the agent's thread. */
final class Membership {

    private final AgentLife agent;
    private final Optional<Group> group;
    /** Why the group wants it brought to an end and held; {@code null} when it does not. */
    private @Nullable String hold;
    /** The groups with which it stands still: its own, and those around that. */
    private final Set<String> pausedWith = new LinkedHashSet<>();

    Membership(AgentLife agent, Optional<Group> group) {
        this.agent = agent;
        this.group = group;
        group.ifPresent(owner -> agent.watchers().add(standing -> {
            owner.saw(standing);
            return true;
        }));
    }

    /** It has failed and is to be started again after {@code delay}, as far as it alone is concerned. */
    Phase again(Duration delay, String failure) {
        return group.<Phase>map(owner -> new HeldByGroup(
                        agent,
                        failure + "; its group '" + owner.spec().name() + "' decides when it is started again",
                        () -> owner.ask(agent.name(), delay, failure)))
                .orElseGet(() -> new BackingOff(agent, delay, failure));
    }

    /** It has failed for good. */
    void gaveUp(String why) {
        if (agent.spec().supervision().restartPolicy() != RestartPolicy.NEVER) {
            group.ifPresent(owner -> owner.gaveUp(agent.name(), why));
        }
    }

    /** The group with which it is to stand still whenever it runs. */
    Optional<String> pausedWith() {
        return pausedWith.stream().findFirst();
    }

    /** The group stands still: so does the agent if it runs, and as soon as it does. */
    Phase paused(Phase phase, Signal.GroupPause pause) throws InterruptedException {
        pausedWith.add(pause.group());
        return runningOrDone(phase, pause);
    }

    /** The group goes on. */
    Phase resumed(Phase phase, Signal.GroupResume resume) throws InterruptedException {
        pausedWith.remove(resume.group());
        return runningOrDone(phase, resume);
    }

    private static Phase runningOrDone(Phase phase, Signal.Command command) throws InterruptedException {
        if (phase instanceof Running) {
            return phase.on(command);
        }
        command.done().complete(null);
        return phase;
    }

    /** Whether the group wants it held. */
    boolean mustHold() {
        return hold != null;
    }

    /** It rests: whatever was wanted of it is no more. */
    void rests() {
        hold = null;
    }

    /** Nothing of it runs: it is held, or rests where it is never restarted. */
    Phase hold() {
        String reason = "held by its group: " + hold;
        hold = null;
        Again _ = agent.takeAgain();
        if (agent.spec().supervision().restartPolicy() == RestartPolicy.NEVER) {
            agent.want(Wanted.DOWN);
            return new Resting(agent, AgentState.STOPPED, "stopped with its group, and never restarted");
        }
        return new HeldByGroup(agent, reason, () -> group.ifPresent(owner -> owner.held(agent.name())));
    }

    Phase obey(Phase phase, Signal.Order order) throws InterruptedException {
        return switch (order) {
            case Signal.Hold _ when agent.closing() -> phase;
            case Signal.Hold(String why) -> holdFrom(phase, why);
            case Signal.Release(Duration delay) when phase instanceof HeldByGroup -> released(phase, delay);
            case Signal.GiveUp(String why) when phase instanceof HeldByGroup -> givenUp(why);
            case Signal.Release _, Signal.GiveUp _ -> phase;
            case Signal.Disband(String why) -> {
                hold = null;
                agent.tell(why);
                yield phase.on(stop());
            }
        };
    }

    private Phase holdFrom(Phase phase, String why) throws InterruptedException {
        return switch (phase) {
            case Running _, Starting _, Replacing _, Preparing _ -> {
                hold = why;
                agent.tell("its group restarts it: " + why);
                yield phase.on(new Signal.Restart(new CompletableFuture<>()));
            }
            case Lingering lingering -> {
                hold = why;
                yield lingering.over();
            }
            case Diagnosing _, Stopping _, Killing _, Stuck _, Finishing _ -> {
                hold = why;
                yield phase;
            }
            case Waiting waiting -> {
                hold = why;
                waiting.withdraw();
                yield hold();
            }
            case AwaitingPermit awaiting -> {
                hold = why;
                agent.domain().cancel(awaiting);
                yield hold();
            }
            case Depending _, BackingOff _, HeldByGroup _ -> {
                hold = why;
                yield hold();
            }
            case Resting _, Broken _, Retired _ -> phase;
        };
    }

    private Phase released(Phase held, Duration delay) {
        return delay.isZero()
                ? Depending.orElseWaiting(agent, "started with its group")
                : new BackingOff(agent, delay, held.reason());
    }

    private Phase givenUp(String why) {
        ExitReport report = agent.view().seen().lastExit();
        if (report != null) {
            agent.reactions().gaveUp(report, why);
        }
        return new Resting(agent, AgentState.FAILED, "not started again, because " + why);
    }

    private Signal.Stop stop() {
        return new Signal.Stop(agent.spec().supervision().stopGrace(), new CompletableFuture<>());
    }
}
