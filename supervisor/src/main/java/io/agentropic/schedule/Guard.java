package io.agentropic.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks a policy that somebody else wrote, on a thread of its own, and gives it up when it fails {@link #MOST_FAULTS} times in
 * a row or keeps an agent frozen for too long. Owned by one thread.
 */
final class Guard implements SchedulingPolicy {

    /** How long a plan may take. */
    static final Duration DEADLINE = Duration.ofMillis(50);

    static final int MOST_FAULTS = 3;

    /** A second is left to give it up in, so that nobody stands still for ten. */
    static final Duration MOST_FROZEN = Duration.ofSeconds(9);

    /** How soon one is asked that has failed, or that has somebody frozen. */
    private static final Duration SOON = Duration.ofMillis(100);

    private final String word;
    private final SchedulingPolicy policy;
    private final Map<String, Long> frozenSince = new HashMap<>();
    private Plan latest = Plan.OWN;
    private int faults;
    private final AtomicBoolean asking = new AtomicBoolean();
    private @Nullable String why;

    Guard(String word, SchedulingPolicy policy) {
        this.word = word;
        this.policy = policy;
    }

    /** Why it was given up; empty while it is not. */
    Optional<String> givenUp() {
        return Optional.ofNullable(why);
    }

    @Override
    public Plan plan(Snapshot snapshot) {
        try {
            latest = ask(snapshot);
            faults = 0;
        } catch (ExecutionException e) {
            fault("it threw " + (e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            fault("it did not answer within " + DEADLINE.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        requireNobodyForgotten(snapshot);
        return why == null ? watched(latest) : Plan.OWN;
    }

    private Plan ask(Snapshot snapshot) throws ExecutionException, TimeoutException, InterruptedException {
        if (asking.get()) {
            throw new TimeoutException();
        }
        asking.set(true);
        FutureTask<Plan> task = new FutureTask<>(() -> answer(snapshot));
        Thread thread = Thread.ofPlatform().daemon().name("scheduling-policy").start(task);
        try {
            return task.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw e;
        }
    }

    private Plan answer(Snapshot snapshot) {
        try {
            return Objects.requireNonNull(policy.plan(snapshot), "its plan");
        } finally {
            asking.set(false);
        }
    }

    private void fault(String what) {
        faults++;
        if (faults >= MOST_FAULTS) {
            giveUp(what + ", " + faults + " times in a row");
        }
    }

    private void requireNobodyForgotten(Snapshot snapshot) {
        Set<String> frozen = new HashSet<>();
        for (RunningAgent agent : snapshot.agents()) {
            if (latest.of(agent.name()).frozen()) {
                frozen.add(agent.name());
                long since = frozenSince.computeIfAbsent(agent.name(), _ -> snapshot.nanos());
                if (snapshot.nanos() - since >= MOST_FROZEN.toNanos()) {
                    giveUp("it kept '" + agent.name() + "' frozen for " + MOST_FROZEN.toSeconds() + " s");
                }
            }
        }
        frozenSince.keySet().retainAll(frozen);
    }

    private void giveUp(String reason) {
        if (why == null) {
            why = "policy '" + word + "' was given up, because " + reason
                    + "; fair share has taken its place and everybody runs";
        }
    }

    /** While somebody is frozen, or the last answer was none, it is asked again soon. */
    private Plan watched(Plan plan) {
        boolean watch = faults > 0 || plan.shares().values().stream().anyMatch(Share::frozen);
        Duration again = plan.again();
        boolean soonEnough = again != null && again.compareTo(SOON) <= 0;
        return watch && !soonEnough ? new Plan(plan.shares(), SOON) : plan;
    }

    @Override
    public boolean watches() {
        return true;
    }
}
