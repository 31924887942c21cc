package io.agentropic.spec;

import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartBudget;
import io.agentropic.restart.RestartPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * What happens when an incarnation ends, and how one is brought to an end.
 *
 * @param restartPolicy which ends lead to a new incarnation; default {@link RestartPolicy#ON_FAILURE}
 * @param budget how many restarts are allowed in how long a window; default 5 in 10 minutes
 * @param backoff the delay before a restart; default exponential from 1 s to 60 s, doubling, 10 % jitter
 * @param resetAfter run time after which consecutive failures count from zero again; default the backoff's maximum
 * @param stopGrace time between the request to stop and the kill; default 10 s, zero kills at once
 * @param startTimeout time in which the agent's code must have been entered; default 60 s
 */
public record Supervision(
        RestartPolicy restartPolicy,
        RestartBudget budget,
        BackoffStrategy backoff,
        Duration resetAfter,
        Duration stopGrace,
        Duration startTimeout) {

    /** The defaults named at each component. */
    public static final Supervision DEFAULT = builder().build();

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the supervision of one agent; not thread-safe. */
    public static final class Builder {
        private RestartPolicy restartPolicy = RestartPolicy.ON_FAILURE;
        private int maxRestarts = RestartBudget.DEFAULT.maxRestarts();
        private Duration window = RestartBudget.DEFAULT.window();
        private BackoffStrategy backoff = BackoffStrategy.DEFAULT;
        private Optional<Duration> resetAfter = Optional.empty();
        private Duration stopGrace = Duration.ofSeconds(10);
        private Duration startTimeout = Duration.ofSeconds(60);

        private Builder() {}

        /** Which ends lead to a new incarnation; default {@link RestartPolicy#ON_FAILURE}. */
        public Builder restartPolicy(RestartPolicy restartPolicy) {
            this.restartPolicy = restartPolicy;
            return this;
        }

        /** Restarts allowed within the window; default 5, 0 makes the first failure final, -1 allows any number. */
        public Builder maxRestarts(int maxRestarts) {
            this.maxRestarts = maxRestarts;
            return this;
        }

        /** The sliding window in which restarts are counted; default 10 minutes. */
        public Builder window(Duration window) {
            this.window = window;
            return this;
        }

        /** The delay before a restart; default exponential from 1 s to 60 s. */
        public Builder backoff(BackoffStrategy backoff) {
            this.backoff = backoff;
            return this;
        }

        /** Run time after which consecutive failures count from zero again; default the backoff's maximum. */
        public Builder resetAfter(Duration resetAfter) {
            this.resetAfter = Optional.of(resetAfter);
            return this;
        }

        /** Time between the request to stop and the kill; default 10 s, zero kills at once. */
        public Builder stopGrace(Duration stopGrace) {
            this.stopGrace = stopGrace;
            return this;
        }

        /** Time in which the agent's code must have been entered; default 60 s. */
        public Builder startTimeout(Duration startTimeout) {
            this.startTimeout = startTimeout;
            return this;
        }

        /** The supervision collected so far; {@code spawn} validates it. */
        public Supervision build() {
            return new Supervision(
                    restartPolicy,
                    new RestartBudget(maxRestarts, window),
                    backoff,
                    resetAfter.orElseGet(backoff::max),
                    stopGrace,
                    startTimeout);
        }
    }
}
