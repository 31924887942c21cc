package io.agentropic.spec;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look at an agent's health, taken again and again. A probe never overlaps itself, so its timeout may be longer than
 * its period; an answer that comes later than the timeout is dropped.
 *
 * @param target what is looked at
 * @param period time from one look to the next; default 1 s for startup, 10 s for liveness, 5 s for readiness
 * @param timeout how long one look may take; default 3 s
 * @param failureThreshold bad looks in a row that count as sick; default 60 for startup, otherwise 3
 * @param successThreshold good looks in a row that count as well; default 1, and nothing else but for readiness
 * @param initialDelay time before the first look; default none
 */
public record Probe(
        ProbeTarget target,
        Duration period,
        Duration timeout,
        int failureThreshold,
        int successThreshold,
        Duration initialDelay) {

    /** Looks at the worker's heartbeats. */
    public static Builder heartbeat() {
        return new Builder(new ProbeTarget.Heartbeat(null));
    }

    /** Looks at the worker's heartbeats, and wants a step of the agent's within {@code progressTimeout}. */
    public static Builder progress(Duration progressTimeout) {
        return new Builder(new ProbeTarget.Heartbeat(progressTimeout));
    }

    /** Looks at the answer to a GET request. */
    public static Builder http(URI url) {
        return new Builder(new ProbeTarget.Http(url));
    }

    /** Looks whether a port accepts connections. */
    public static Builder tcp(String host, int port) {
        return new Builder(new ProbeTarget.Tcp(host, port));
    }

    /** Looks whether a Unix-domain socket accepts connections. */
    public static Builder unix(Path path) {
        return new Builder(new ProbeTarget.Unix(path));
    }

    /** Looks whether a file was modified within {@code maxAge}. */
    public static Builder modifiedFile(Path path, Duration maxAge) {
        return new Builder(new ProbeTarget.ModifiedFile(path, maxAge));
    }

    /** Looks at the exit code of a command. */
    public static Builder exec(String... command) {
        return new Builder(new ProbeTarget.Exec(List.of(command)));
    }

    /** Looks at {@code target}. */
    public static Builder of(ProbeTarget target) {
        return new Builder(target);
    }

    /** Everything that is wrong with the probe in this role, as sentences that begin with a key. */
    List<String> violations(ProbeRole role) {
        List<String> violations = new ArrayList<>(target.violations());
        requirePositive("period", period, violations);
        requirePositive("timeout", timeout, violations);
        if (initialDelay.isNegative()) {
            violations.add("initialDelay must not be negative: " + initialDelay);
        }
        if (failureThreshold < 1) {
            violations.add("failureThreshold must be at least 1, not " + failureThreshold);
        }
        if (successThreshold < 1) {
            violations.add("successThreshold must be at least 1, not " + successThreshold);
        } else if (successThreshold > 1 && role != ProbeRole.READINESS) {
            violations.add("successThreshold can only be 1 for " + role.word() + ", not " + successThreshold);
        }
        if (role != ProbeRole.LIVENESS
                && target instanceof ProbeTarget.Heartbeat(Duration progress)
                && progress != null) {
            violations.add("progressTimeout is for liveness only");
        }
        return violations;
    }

    private static void requirePositive(String key, Duration value, List<String> violations) {
        if (!value.isPositive()) {
            violations.add(key + " must be above zero, not " + value);
        }
    }

    /** Collects one probe; what is not said takes the default of its role. Not thread-safe. */
    public static final class Builder {
        private final ProbeTarget target;
        private @Nullable Duration period;
        private Duration timeout = ProbeRole.TIMEOUT;
        private @Nullable Integer failureThreshold;
        private int successThreshold = ProbeRole.SUCCESS_THRESHOLD;
        private Duration initialDelay = Duration.ZERO;

        private Builder(ProbeTarget target) {
            this.target = target;
        }

        /** Time from one look to the next; default 1 s for startup, 10 s for liveness, 5 s for readiness. */
        public Builder period(Duration period) {
            this.period = period;
            return this;
        }

        /** How long one look may take; default 3 s. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Bad looks in a row that count as sick; default 60 for startup, otherwise 3. */
        public Builder failureThreshold(int failureThreshold) {
            this.failureThreshold = failureThreshold;
            return this;
        }

        /** Good looks in a row that count as well; default 1. */
        public Builder successThreshold(int successThreshold) {
            this.successThreshold = successThreshold;
            return this;
        }

        /** Time before the first look; default none. */
        public Builder initialDelay(Duration initialDelay) {
            this.initialDelay = initialDelay;
            return this;
        }

        Probe build(ProbeRole role) {
            return new Probe(
                    target,
                    period == null ? role.period() : period,
                    timeout,
                    failureThreshold == null ? role.failureThreshold() : failureThreshold,
                    successThreshold,
                    initialDelay);
        }
    }
}
