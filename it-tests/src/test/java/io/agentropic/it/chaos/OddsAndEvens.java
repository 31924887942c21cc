package io.agentropic.it.chaos;

import io.agentropic.schedule.Plan;
import io.agentropic.schedule.RunningAgent;
import io.agentropic.schedule.SchedulingPolicy;
import io.agentropic.schedule.Share;
import io.agentropic.schedule.Snapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A policy that somebody else wrote: every second agent stands still for a while, then the others do. */
public final class OddsAndEvens implements SchedulingPolicy {

    private static final Duration WHILE = Duration.ofMillis(200);

    private boolean odd;

    /** For the scheduler. */
    public OddsAndEvens() {}

    @Override
    public Plan plan(Snapshot snapshot) {
        odd = !odd;
        Map<String, Share> shares = new HashMap<>();
        boolean still = odd;
        for (RunningAgent agent : snapshot.agents()) {
            if (still) {
                shares.put(agent.name(), Share.FROZEN);
            }
            still = !still;
        }
        return new Plan(shares, WHILE);
    }
}
