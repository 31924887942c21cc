package io.agentropic.spec;

import java.time.Duration;
import java.util.Locale;

/**
 * What a probe decides, with the defaults of its timing.
 *
 * <p>The defaults are those of the kubelet but for startup, which looks once a second for a minute.
 */
public enum ProbeRole {
    /** Whether the agent has come up; until it has, the other probes do not look. */
    STARTUP(Duration.ofSeconds(1), 60),
    /** Whether it still works; one that does not is ended, and what follows is up to the restart policy. */
    LIVENESS(Duration.ofSeconds(10), 3),
    /** Whether it can take work now; never ends an agent. */
    READINESS(Duration.ofSeconds(5), 3);

    /** How long one look may take, whatever the role. */
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** How many good looks in a row count as well, whatever the role. */
    public static final int SUCCESS_THRESHOLD = 1;

    private final Duration period;
    private final int failureThreshold;

    ProbeRole(Duration period, int failureThreshold) {
        this.period = period;
        this.failureThreshold = failureThreshold;
    }

    /** The role as configuration files call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Default time from one look to the next. */
    public Duration period() {
        return period;
    }

    /** Default number of bad looks in a row that count as sick. */
    public int failureThreshold() {
        return failureThreshold;
    }
}
