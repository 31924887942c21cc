package io.agentropic.shared;

import io.agentropic.dependency.Watcher;
import io.agentropic.exit.OwnAction;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.lifecycle.Delivery;
import io.agentropic.lifecycle.Recipient;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentMetrics;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStatus;
import io.agentropic.time.DurationRules;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One agent that shares a JVM, as other threads see it. Any thread may use it. */
public final class SharedAgent implements Recipient {

    private final SharedLife life;

    SharedAgent(SharedLife life) {
        this.life = life;
    }

    @Override
    public String name() {
        return life.name();
    }

    void begin() {
        life.begin();
    }

    /** What it was specified as. */
    public AgentSpec spec() {
        return life.spec();
    }

    /** Where it is. */
    public AgentState state() {
        return life.state();
    }

    /** Asks it to run; fulfilled when its code was entered. */
    public CompletableFuture<Void> start(boolean keepBackoff) {
        return request(done -> {
            if (life.wishes().isClosing()) {
                life.refuse(done, "its runtime is closing");
                return;
            }
            switch (life.state()) {
                case NEW, STOPPED, COMPLETED, FAILED -> rouse(done, "started by request");
                case BACKOFF -> {
                    if (keepBackoff) {
                        life.aside().waiters.awaitStart(done);
                        life.admit("its delay was cut short by request");
                    } else {
                        rouse(done, "started by request");
                    }
                }
                case WAITING, STARTING -> life.aside().waiters.awaitStart(done);
                case RUNNING -> life.refuse(done, "it runs already; use restart");
                case STOPPING, KILLING, FINISHING, STUCK -> {
                    life.wishes().runAgain();
                    life.aside().waiters.awaitStart(done);
                }
            }
        });
    }

    private void rouse(CompletableFuture<Void> done, String why) {
        life.aside().waiters.awaitStart(done);
        life.rouse(why);
    }

    /** Asks it to forget its failures; one that had failed for good is stopped. */
    public CompletableFuture<Void> reset() {
        return request(done -> {
            life.forgive();
            if (life.state() == AgentState.FAILED) {
                life.wishes().rest();
                life.rest(AgentState.STOPPED, "reset after it had failed: " + life.reason());
            }
            done.complete(null);
        });
    }

    /**
     * Asks it to rest after at most {@code grace}, zero gives it up at once; fulfilled when it rests.
     *
     * @param grace more than a hundred years counts as a hundred
     * @throws IllegalArgumentException when it is negative
     */
    public CompletableFuture<Void> stop(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the grace of a stop must not be negative: " + grace);
        }
        Duration bounded = DurationRules.bounded(grace);
        return request(done -> stop(bounded, done));
    }

    private void stop(Duration grace, CompletableFuture<Void> done) {
        life.wishes().rest();
        if (life.state().atRest()) {
            done.complete(null);
            return;
        }
        life.aside().waiters.awaitRest(done);
        switch (life.state()) {
            case WAITING -> life.rest(AgentState.STOPPED, "stopped before it was started");
            case BACKOFF -> life.rest(AgentState.STOPPED, "stopped while it waited to be started again");
            case STARTING, RUNNING -> SharedStop.begin(life, OwnAction.STOP, grace, "stop requested");
            case STOPPING -> SharedStop.hasten(life, grace);
            case KILLING, FINISHING, STUCK, NEW, STOPPED, COMPLETED, FAILED -> {}
        }
    }

    /** Asks it to rest and to run again; fulfilled when its code was entered again. */
    public CompletableFuture<Void> restart() {
        return request(done -> {
            if (life.wishes().isClosing()) {
                life.refuse(done, "its runtime is closing");
                return;
            }
            switch (life.state()) {
                case NEW, STOPPED, COMPLETED, FAILED, BACKOFF -> rouse(done, "started by request");
                case WAITING -> life.aside().waiters.awaitStart(done);
                case STARTING, RUNNING -> {
                    life.wishes().runAgain();
                    life.aside().waiters.awaitStart(done);
                    SharedStop.begin(
                            life, OwnAction.STOP, life.spec().supervision().stopGrace(), "restart requested");
                }
                case STOPPING, KILLING, FINISHING, STUCK -> {
                    life.wishes().runAgain();
                    life.aside().waiters.awaitStart(done);
                }
            }
        });
    }

    /** Asks it to stand still at its next safe point; fulfilled when it does. */
    public CompletableFuture<Void> pause() {
        return request(done -> SharedPause.request(life, done));
    }

    /** Asks it to go on. */
    public CompletableFuture<Void> resume() {
        return request(done -> SharedPause.resume(life, done));
    }

    /** Gives it another priority: its turn for a place to run, if it waits for one, and among those that share its JVM. */
    public void update(Priority priority) {
        synchronized (life) {
            life.respec(life.spec().with(life.spec().isolation().limits(), priority));
            life.tenancy().tell(SharedTurns.rank(life.tenancy().slot(), priority));
            Aside aside = life.asideIfAny();
            if (aside != null && aside.request != null) {
                life.level().reprioritize(aside.request, priority);
            }
        }
    }

    /** Nothing is started any more. */
    public void windDown() {
        synchronized (life) {
            life.wishes().close();
            life.wishes().rest();
            AgentState state = life.state();
            if (state == AgentState.WAITING || state == AgentState.BACKOFF) {
                stop(Duration.ZERO, new CompletableFuture<>());
            }
        }
    }

    /** Asks it to rest for good. */
    public CompletableFuture<Void> retire() {
        return request(done -> {
            life.wishes().close();
            stop(life.spec().supervision().stopGrace(), done);
        });
    }

    /** Is known no more; for one that rests. */
    public void remove() {
        life.level().remove(this);
    }

    /** Lets {@code watcher} know from now on how it stands. */
    public void tellStanding(Watcher watcher) {
        synchronized (life) {
            life.aside().watch(watcher, SharedStart.standing(life));
        }
    }

    @Override
    public Delivery offerMail(Deliver message, Runnable whenRoom) {
        synchronized (life) {
            return SharedMail.offer(life, message, whenRoom);
        }
    }

    @Override
    public void stallMail() {
        synchronized (life) {
            life.aside().stalled = true;
        }
    }

    private CompletableFuture<Void> request(Consumer<CompletableFuture<Void>> step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (life) {
            step.accept(done);
        }
        return done;
    }

    /** Completes when its code was entered, or it rests without that. */
    public CompletableFuture<AgentState> whenStarted() {
        synchronized (life) {
            if (life.cameUp()) {
                return CompletableFuture.completedFuture(AgentState.RUNNING);
            }
            if (life.state().hasEnded()) {
                return CompletableFuture.completedFuture(life.state());
            }
            Aside aside = life.aside();
            CompletableFuture<AgentState> started = aside.started == null ? new CompletableFuture<>() : aside.started;
            aside.started = started;
            return started;
        }
    }

    /** What came of the very first start, once that is known: empty when it came up or ended well, else why it did not. */
    public CompletableFuture<Optional<String>> firstStart() {
        synchronized (life) {
            Aside aside = life.aside();
            if (life.firstKnown()) {
                return CompletableFuture.completedFuture(Optional.ofNullable(aside.firstFailure));
            }
            CompletableFuture<Optional<String>> first =
                    aside.firstStart == null ? new CompletableFuture<>() : aside.firstStart;
            aside.firstStart = first;
            return first;
        }
    }

    /** Completes when it comes to rest; is complete while it rests. */
    public CompletableFuture<AgentResult> rest() {
        synchronized (life) {
            if (life.state().hasEnded()) {
                return CompletableFuture.completedFuture(life.result());
            }
            Aside aside = life.aside();
            CompletableFuture<AgentResult> rest = aside.rest == null ? new CompletableFuture<>() : aside.rest;
            aside.rest = rest;
            return rest;
        }
    }

    /** What is counted of it; what its JVM uses is not divided among those that share it. */
    public AgentMetrics metrics() {
        synchronized (life) {
            return SharedView.metrics(life);
        }
    }

    /** Everything about it now. */
    public AgentStatus status() {
        synchronized (life) {
            return SharedView.status(life);
        }
    }
}
