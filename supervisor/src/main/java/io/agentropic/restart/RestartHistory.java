package io.agentropic.restart;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The restarts of one agent so far, and the rules that count them. Owned by the agent's thread. Instants are readings of
 * a monotonic clock in nanoseconds, so a step of the wall clock changes nothing.
 */
public final class RestartHistory {

    private final RestartPolicy policy;
    private final BackoffStrategy backoff;
    private final Duration resetAfter;
    private final @Nullable Duration recoverAfter;

    private final RestartLedger ledger;
    private long consecutiveFailures;
    private long restarts;

    /**
     * No restarts yet.
     *
     * @param resetAfter run time after which consecutive failures count from zero again
     * @param recoverAfter when one more attempt follows although the budget is spent; {@code null} for never
     */
    public RestartHistory(
            RestartPolicy policy,
            RestartBudget budget,
            BackoffStrategy backoff,
            Duration resetAfter,
            @Nullable Duration recoverAfter) {
        this.policy = policy;
        this.backoff = backoff;
        this.resetAfter = resetAfter;
        this.recoverAfter = recoverAfter;
        this.ledger = new RestartLedger(budget);
    }

    /** Failures since the last stable run. */
    public long consecutiveFailures() {
        return consecutiveFailures;
    }

    /** Automatic restarts over the agent's whole life. */
    public long restarts() {
        return restarts;
    }

    /** Forgets failures and spent budget: a user started the agent by hand. The total of restarts stays. */
    public void forgive() {
        consecutiveFailures = 0;
        ledger.forgive();
    }

    /** What is run has changed: failures in a row count from zero again, the budget stays as spent as it is. */
    public void beginSeries() {
        consecutiveFailures = 0;
    }

    /** An incarnation has been running for {@code started} so far, pauses not counted; a stable one ends the series. */
    public void ranFor(Duration started) {
        if (started.compareTo(resetAfter) >= 0) {
            consecutiveFailures = 0;
        }
    }

    /**
     * Decides what follows an end, and charges the budget when a restart follows: before the delay, so that giving up is
     * immediate.
     *
     * @param standing how the end counts
     * @param nowNanos the monotonic clock
     * @param random uniform in [0, 1), for the jitter
     */
    public RestartDecision decide(Standing standing, long nowNanos, double random) {
        boolean clean = standing == Standing.CLEAN;
        if (!clean) {
            consecutiveFailures++;
        }
        if (standing == Standing.PREVENTED) {
            return new RestartDecision.GiveUp("its exit code says that trying again is of no use");
        }
        if (standing != Standing.FORCED && !policy.restarts(clean)) {
            return clean
                    ? new RestartDecision.Complete()
                    : new RestartDecision.GiveUp("its restart policy is '" + policy.word() + "'");
        }
        if (!ledger.charge(nowNanos)) {
            return spent();
        }
        restarts++;
        return new RestartDecision.Restart(clean ? backoff.initial() : backoff.delay(consecutiveFailures, random));
    }

    private RestartDecision spent() {
        String why = "its restart budget is spent: " + ledger.limit();
        if (recoverAfter == null) {
            return new RestartDecision.GiveUp(why);
        }
        restarts++;
        return new RestartDecision.Recover(recoverAfter, why);
    }
}
