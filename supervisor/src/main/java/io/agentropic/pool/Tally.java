package io.agentropic.pool;

import io.agentropic.status.WarmPoolStatus;
import java.time.Duration;

/** What happened in the pool so far. Guarded by its pool. */
final class Tally {

    private long hits;
    private long misses;
    private long unfit;
    private long evicted;
    private long refills;
    private Duration lastRefill = Duration.ZERO;
    private Duration refilling = Duration.ZERO;

    void hit() {
        hits++;
    }

    void miss() {
        misses++;
    }

    void foundUnfit() {
        unfit++;
    }

    void evicted() {
        evicted++;
    }

    void refilled(Duration took) {
        refills++;
        lastRefill = took;
        refilling = refilling.plus(took);
    }

    WarmPoolStatus status(int size, int waiting, int standby) {
        Duration mean = refills == 0 ? Duration.ZERO : refilling.dividedBy(refills);
        return new WarmPoolStatus(size, waiting, standby, hits, misses, unfit, evicted, refills, lastRefill, mean);
    }
}
