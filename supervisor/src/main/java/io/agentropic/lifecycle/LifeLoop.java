package io.agentropic.lifecycle;

import io.agentropic.dependency.Effect;
import io.agentropic.dependency.Standing;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's thread: takes one signal after the other and enters the phases that follow. */
final class LifeLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LifeLoop.class);

    private final AgentLife agent;

    LifeLoop(AgentLife agent) {
        this.agent = agent;
    }

    @Override
    public void run() {
        try {
            Phase phase = sure(() -> entered(Depending.orElseWaiting(agent, "admitted as soon as there is a place")));
            while (!(phase instanceof Retired)) {
                Phase current = phase;
                phase = sure(() -> step(current));
            }
        } catch (InterruptedException e) {
            LOG.error("the thread of agent '{}' was interrupted; the agent is no longer supervised", agent.name(), e);
        }
    }

    /** A step of a life. */
    private interface Step {
        Phase take() throws InterruptedException;
    }

    /** Takes a step; one that fails for a fault of the supervisor or the host ends the agent, fenced in as it is. */
    private Phase sure(Step step) throws InterruptedException {
        try {
            return step.take();
        } catch (RuntimeException e) {
            LOG.error("agent '{}' is ended: its supervision failed", agent.name(), e);
            return entered(new Broken(agent, String.valueOf(e.getMessage())));
        }
    }

    private Phase step(Phase phase) throws InterruptedException {
        Optional<Signal> signal = agent.inbox().await(phase.deadline());
        Phase next = signal.isPresent() ? answer(phase, signal.get()) : phase.onDeadline();
        agent.talk().relieve();
        return next.equals(phase) ? shown(phase) : entered(next);
    }

    /** Enters phases until one stays. */
    private Phase entered(Phase first) throws InterruptedException {
        Phase phase = first;
        while (true) {
            announce(phase);
            Phase next = phase.enter();
            if (next.equals(phase)) {
                return shown(phase);
            }
            phase = next;
        }
    }

    private void announce(Phase phase) {
        // Before anybody sees that it runs: who waited for that may have more to say than is kept.
        if (phase instanceof Running) {
            agent.present().line().openTo(agent.mailbox());
        } else {
            agent.mailbox().shut();
        }
        AgentState from = agent.view().state();
        agent.show(phase);
        if (from != phase.state()) {
            agent.tell(from, phase.state(), phase.reason());
        }
        tellWatchers(phase);
    }

    private Phase shown(Phase phase) {
        agent.show(phase);
        tellWatchers(phase);
        return phase;
    }

    private void tellWatchers(Phase phase) {
        AgentView.Seen seen = agent.view().seen();
        agent.watchers().tell(new Standing(agent.name(), phase.state(), seen.ready(), seen.incarnation()));
    }

    /** What others do matters to one that has begun a life; one that waits looks by itself before it starts. */
    private Phase observe(Phase phase, Signal.Observed observed) throws InterruptedException {
        Effect effect = agent.dependencies().note(observed.standing());
        return switch (effect) {
            case Effect.Stop(String why)
            when isOnItsWay(phase) -> {
                agent.tell("is stopped: " + why);
                yield phase.on(new Signal.Stop(agent.spec().supervision().stopGrace(), new CompletableFuture<>()));
            }
            case Effect.Restart(String why) when !agent.closing() -> followed(phase, why);
            case Effect.News(String what)
            when phase instanceof Running -> {
                agent.tell(what);
                yield phase.on(observed);
            }
            case Effect.None _, Effect.News _, Effect.Stop _, Effect.Restart _ -> phase.on(observed);
        };
    }

    private Phase followed(Phase phase, String why) {
        return switch (phase) {
            case Running running -> {
                agent.tell("is restarted: " + why);
                yield running.follow();
            }
            case Starting _ -> {
                agent.tell("is restarted: " + why);
                yield Stopping.toFollow(agent);
            }
            case Lingering lingering -> {
                agent.tell("is restarted: " + why);
                agent.restartsWithAnother();
                yield lingering.over();
            }
            case Resting _,
                    Depending _,
                    AwaitingPermit _,
                    Waiting _,
                    Preparing _,
                    Replacing _,
                    Diagnosing _,
                    Stopping _,
                    Killing _,
                    Stuck _,
                    Finishing _,
                    BackingOff _,
                    HeldByGroup _,
                    Broken _,
                    Retired _ -> phase;
        };
    }

    private static boolean isOnItsWay(Phase phase) {
        return switch (phase.state()) {
            case STARTING, RUNNING, FINISHING, BACKOFF -> true;
            case NEW, WAITING, STOPPING, KILLING, STOPPED, COMPLETED, FAILED, STUCK -> false;
        };
    }

    private Phase answer(Phase phase, Signal signal) throws InterruptedException {
        return switch (signal) {
            case Signal.OfIncarnation stale
            when !agent.isPresent(stale.incarnation()) -> {
                agent.view().countStale();
                yield phase;
            }
            case Signal.Connected(long _, var channel) -> {
                agent.talk().begin(agent.present(), channel);
                yield phase;
            }
            case Signal.Heard heard -> {
                agent.talk().heard(agent.present(), heard.message());
                yield phase.on(heard);
            }
            case Signal.HungUp(long _, String why) -> {
                agent.talk().ended(agent.present(), why);
                yield phase.on(signal);
            }
            case Signal.Start(var done) when agent.closing() -> refusedAtTheEnd(done, phase);
            case Signal.Restart(var done) when agent.closing() -> refusedAtTheEnd(done, phase);
            case Signal.Hurry(var done) when agent.closing() -> refusedAtTheEnd(done, phase);
            case Signal.Hurry(var done) ->
                phase instanceof BackingOff delayed ? delayed.cutShort(done) : phase.on(new Signal.Start(done));
            case Signal.Reset(var done) -> reset(phase, done);
            case Signal.Retire(var done) -> {
                agent.retires();
                yield phase.on(new Signal.Stop(agent.spec().supervision().stopGrace(), done));
            }
            case Signal.Watch(var watcher) -> {
                agent.watchers().add(watcher);
                yield phase;
            }
            case Signal.Observed observed -> observe(phase, observed);
            case Signal.GroupPause pause -> agent.membership().paused(phase, pause);
            case Signal.GroupResume resume -> agent.membership().resumed(phase, resume);
            case Signal.Order order -> agent.membership().obey(phase, order);
            case Signal.WindDown _ -> windDown(phase);
            case Signal.Remove(var done) -> remove(phase, done);
            case Signal.Admitted admitted
            when !(phase instanceof Waiting) -> {
                admitted.place().giveBack();
                yield phase;
            }
            case Signal.Permitted(var permit)
            when !(phase instanceof AwaitingPermit) -> {
                agent.domain().refuse(permit);
                yield phase;
            }
            case Signal.Update update -> {
                new LimitUpdate(agent, phase).apply(update);
                yield phase;
            }
            case Signal.DomainNews(String what) -> {
                agent.tell(what);
                yield phase;
            }
            case Signal.HookFailed(String what) -> {
                agent.tell(what);
                yield phase;
            }
            case Signal.Admitted _,
                    Signal.Permitted _,
                    Signal.Held _,
                    Signal.Prepared _,
                    Signal.Exited _,
                    Signal.Probed _,
                    Signal.ProcessesKilled _,
                    Signal.Given _,
                    Signal.ShutOut _,
                    Signal.Command _ -> phase.on(signal);
        };
    }

    private Phase refusedAtTheEnd(CompletableFuture<Void> done, Phase phase) {
        done.completeExceptionally(agent.requests().impossible(phase, "its runtime is closing"));
        return phase;
    }

    private Phase reset(Phase phase, CompletableFuture<Void> done) {
        agent.history().forgive();
        if (phase instanceof Resting resting && resting.state() == AgentState.FAILED) {
            agent.want(Wanted.DOWN);
            agent.view().roused();
            agent.waiters().awaitRest(done);
            return new Resting(agent, AgentState.STOPPED, "reset after it had failed: " + resting.reason());
        }
        done.complete(null);
        return phase;
    }

    /**
     * Nothing starts any more; what runs is asked to stop in its turn. One that may be restarted even now goes on as it is until
     * then: its turn is when nobody needs it.
     */
    private Phase windDown(Phase phase) throws InterruptedException {
        agent.closes();
        if (agent.spec().supervision().restartDuringShutdown()) {
            return phase;
        }
        agent.want(Wanted.DOWN);
        return switch (phase.state()) {
            case WAITING, BACKOFF ->
                phase.on(new Signal.Stop(agent.spec().supervision().stopGrace(), new CompletableFuture<>()));
            case NEW, STARTING, RUNNING, STOPPING, KILLING, FINISHING, STOPPED, COMPLETED, FAILED, STUCK -> phase;
        };
    }

    private Phase remove(Phase phase, CompletableFuture<Void> done) {
        if (phase instanceof Resting resting) {
            done.complete(null);
            return new Retired(resting.state(), resting.reason());
        }
        done.completeExceptionally(
                agent.requests().impossible(phase, "only an agent at rest can be removed; stop it first"));
        return phase;
    }
}
