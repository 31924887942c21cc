package io.agentropic.shared;

import io.agentropic.dependency.Standing;
import io.agentropic.dependency.Watcher;
import io.agentropic.exit.ExitReport.SupervisorAction;
import io.agentropic.lifecycle.KeptMail;
import io.agentropic.lifecycle.Waiters;
import io.agentropic.restart.RestartHistory;
import io.agentropic.schedule.Admission;
import io.agentropic.schedule.TokenBucket;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a life in the shared JVM needs only once something happens to it beyond running to its end: made then, as agents are
 * many. Guarded by the life.
 */
final class Aside {

    final Waiters waiters;

    @Nullable
    RestartHistory history;

    @Nullable
    KeptMail mail;

    /** Of its messages, once it was handed one. */
    @Nullable
    TokenBucket rate;

    /** Whether its JVM had no room for so long that nobody is held back for it any more. */
    boolean stalled;

    /** Whether the time is known when more of its mail may pass. */
    boolean mailDue;

    @Nullable
    CompletableFuture<AgentResult> rest;

    @Nullable
    CompletableFuture<AgentState> started;

    @Nullable
    CompletableFuture<Optional<String>> firstStart;

    @Nullable
    String firstFailure;

    Admission.@Nullable Request request;
    Admission.@Nullable Place place;
    final List<SupervisorAction> actions = new ArrayList<>(0);
    final List<CompletableFuture<Void>> pausing = new ArrayList<>(0);
    private final List<Watcher> watchers = new ArrayList<>(0);
    private @Nullable Standing told;
    long pauseEpoch;
    long startExtendedTo;
    long sent;
    long received;
    long lost;

    Aside(String agent) {
        waiters = new Waiters(agent);
    }

    /** Its restarts so far, under these rules. */
    RestartHistory history(Supervision supervision) {
        RestartHistory known = history;
        if (known == null) {
            known = new RestartHistory(
                    supervision.restartPolicy(),
                    supervision.budget(),
                    supervision.backoff(),
                    supervision.resetAfter(),
                    supervision.recoverAfter());
            history = known;
        }
        return known;
    }

    void watch(Watcher watcher, Standing now) {
        if (watcher.saw(now)) {
            watchers.add(watcher);
        }
    }

    void tellWatchers(Standing now) {
        if (!watchers.isEmpty() && !now.equals(told)) {
            told = now;
            watchers.removeIf(watcher -> !watcher.saw(now));
        }
    }
}
