package io.agentropic.health;

import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;

/**
 * What the looks of one probe add up to. A run of equal findings as long as its threshold turns the state; what is
 * unknown neither prolongs a run nor breaks it.
 *
 * @param probe whose thresholds count
 * @param state what holds now
 * @param runOf what the present run consists of
 * @param run how long it is
 * @param last the newest finding, one that does not count included
 */
public record Standing(Probe probe, Outcome state, Outcome runOf, int run, Finding last) {

    /** Before the first look: nobody is ready, everybody lives, and who has come up is unknown. */
    public static Standing initial(ProbeRole role, Probe probe) {
        Outcome state = switch (role) {
            case STARTUP -> Outcome.UNKNOWN;
            case LIVENESS -> Outcome.SUCCESS;
            case READINESS -> Outcome.FAILURE;
        };
        return new Standing(probe, state, Outcome.UNKNOWN, 0, Finding.unknown("not looked yet"));
    }

    /** The standing after one more finding. */
    public Standing after(Finding finding) {
        Outcome outcome = finding.outcome();
        if (outcome == Outcome.UNKNOWN) {
            return new Standing(probe, state, runOf, run, finding);
        }
        int longer = outcome == runOf ? Math.min(run, Integer.MAX_VALUE - 1) + 1 : 1;
        int threshold = outcome == Outcome.SUCCESS ? probe.successThreshold() : probe.failureThreshold();
        return new Standing(probe, longer >= threshold ? outcome : state, outcome, longer, finding);
    }

    /** The same state with no run under way: what came before counts for nothing. */
    Standing fresh(Outcome newState) {
        return new Standing(probe, newState, Outcome.UNKNOWN, 0, last);
    }
}
