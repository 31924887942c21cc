package io.agentropic.restart;

import io.agentropic.time.DurationRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many restarts are allowed in a sliding window (OTP's restart intensity).
 *
 * @param maxRestarts 0 makes the first failure final, {@link #UNLIMITED} allows any number; default 5
 * @param window how far back restarts count; above zero; default 10 minutes
 */
public record RestartBudget(int maxRestarts, Duration window) {

    /** No limit on restarts. */
    public static final int UNLIMITED = -1;

    /** Five restarts in ten minutes. */
    public static final RestartBudget DEFAULT = new RestartBudget(5, Duration.ofMinutes(10));

    /** Everything that is wrong with the values, as sentences; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (maxRestarts < UNLIMITED) {
            violations.add("restart.maxRestarts must be 0 or more, or -1 for no limit, not " + maxRestarts);
        }
        violations.addAll(DurationRules.aboveZero("restart.window", window));
        return violations;
    }
}
