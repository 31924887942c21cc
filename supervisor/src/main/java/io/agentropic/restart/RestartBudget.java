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

    /**
     * The shortest time in which the budget can be spent: the delays before its restarts, with no run time between them.
     */
    public Duration shortestExhaustion(BackoffStrategy backoff) {
        Duration sum = Duration.ZERO;
        Duration before = Duration.ZERO;
        for (int failure = 1; failure <= maxRestarts && sum.compareTo(window) < 0; failure++) {
            Duration delay = backoff.delay(failure);
            if (delay.equals(before)) {
                return sum.plus(delay.multipliedBy(maxRestarts - failure + 1L));
            }
            sum = sum.plus(delay);
            before = delay;
        }
        return sum;
    }

    /** A budget that the delays alone stretch beyond its window would never be spent; empty when it can be. */
    public List<String> reachabilityViolations(BackoffStrategy backoff) {
        if (maxRestarts <= 0 || !violations().isEmpty() || !backoff.violations().isEmpty()) {
            return List.of();
        }
        Duration shortest = shortestExhaustion(backoff);
        return shortest.compareTo(window) < 0
                ? List.of()
                : List.of("restart.maxRestarts can never be reached: the delays before " + maxRestarts
                        + " restarts add up to " + seconds(shortest) + " or more, the window is " + seconds(window)
                        + "; widen the window, lower maxRestarts or the delays, or set 'allowUnreachable: true'");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
