package io.agentropic.shared;

import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Pauses of an agent in the shared JVM: it stands still at a safe point, as nothing can freeze one thread of a JVM. The caller
 * holds the life.
 */
final class SharedPause {

    /** How long an agent has to reach a safe point. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private SharedPause() {}

    static void request(SharedLife life, CompletableFuture<Void> done) {
        if (life.state() != AgentState.RUNNING) {
            life.refuse(done, "only a running agent can be paused or resumed");
        } else if (life.isPaused()) {
            done.complete(null);
        } else {
            Aside aside = life.aside();
            aside.pausing.add(done);
            if (aside.pausing.size() == 1) {
                long epoch = ++aside.pauseEpoch;
                life.tenancy().tell(new SharedOrder.Pause(life.tenancy().slot(), epoch));
                SharedIncarnation incarnation = life.incarnation();
                life.level().in(PATIENCE, () -> takeBack(life, incarnation, epoch));
            }
        }
    }

    /** It stands still. */
    static void reached(SharedLife life, long epoch) {
        Aside aside = life.aside();
        if (life.state() == AgentState.RUNNING && epoch == aside.pauseEpoch && !aside.pausing.isEmpty()) {
            life.paused(true);
            takeAll(aside).forEach(done -> done.complete(null));
        }
    }

    private static void takeBack(SharedLife life, SharedIncarnation incarnation, long epoch) {
        synchronized (life) {
            Aside aside = life.aside();
            if (life.incarnation().equals(incarnation) && aside.pauseEpoch == epoch && !aside.pausing.isEmpty()) {
                life.tenancy().tell(new SharedOrder.Resume(life.tenancy().slot(), epoch));
                abandon(
                        life,
                        "it reached no checkpoint within " + PATIENCE.toSeconds()
                                + " s, and nothing else can pause it at isolation 'none'; the pause was taken back");
            }
        }
    }

    static void resume(SharedLife life, CompletableFuture<Void> done) {
        if (life.state() != AgentState.RUNNING) {
            life.refuse(done, "only a running agent can be paused or resumed");
            return;
        }
        Aside aside = life.aside();
        if (life.isPaused() || !aside.pausing.isEmpty()) {
            abandon(life, "it was resumed");
            life.tenancy().tell(new SharedOrder.Resume(life.tenancy().slot(), aside.pauseEpoch));
        }
        if (life.isPaused()) {
            life.paused(false);
        }
        done.complete(null);
    }

    /** Who waits for the pause waits in vain. */
    static void abandon(SharedLife life, String why) {
        takeAll(life.aside()).forEach(done -> life.refuse(done, why));
    }

    private static List<CompletableFuture<Void>> takeAll(Aside aside) {
        List<CompletableFuture<Void>> all = List.copyOf(aside.pausing);
        aside.pausing.clear();
        return all;
    }
}
