package io.agentropic.spec;

import io.agentropic.limits.OomPolicy;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.ExitCodes;
import io.agentropic.restart.RestartBudget;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.time.DurationRules;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens when an incarnation ends, and how one is brought to an end.
 *
 * @param restartPolicy which ends lead to a new incarnation; default {@link RestartPolicy#ON_FAILURE}
 * @param budget how many restarts are allowed in how long a window; default 5 in 10 minutes
 * @param backoff the delay before a restart; default exponential from 1 s to 60 s, doubling, 10 % jitter
 * @param resetAfter run time after which consecutive failures count from zero again; default the backoff's maximum
 * @param exitCodes what exit codes mean for restarts; default 0 is clean, 125 prevents a restart
 * @param minUptime run time before which even a clean end counts as a failed start; default zero: a task may end at once
 * @param recoverAfter when one more attempt follows although the budget is spent; {@code null}, the default, for never
 * @param allowUnreachable whether a budget is accepted that the delays alone keep from ever being spent; default no
 * @param restartDuringShutdown whether it is restarted during the shutdown as long as others that are tied to it are still
 *     being stopped; default no
 * @param oomPolicy what a kill for the memory limit means for the agent's other processes; default they are killed too
 * @param leftovers what becomes of processes that outlive the main one; default they are killed
 * @param standby whether a started worker is kept ready for it, to take over when it ends; default no
 * @param stopGrace time between the request to stop and the kill; default 10 s, zero kills at once,
 *     {@link DurationRules#LONGEST} waits for as long as the agent takes, which is warned of
 * @param startTimeout time in which the agent's code must have been entered; default 60 s
 * @param maxStartTimeout how far the agent itself may extend that; default ten times as long
 * @param maxPause how long a pause may last before it is told as overdue, which ends neither the pause nor the agent;
 *     {@code null}, the default, for any time
 */
public record Supervision(
        RestartPolicy restartPolicy,
        RestartBudget budget,
        BackoffStrategy backoff,
        Duration resetAfter,
        ExitCodes exitCodes,
        Duration minUptime,
        @Nullable Duration recoverAfter,
        boolean allowUnreachable,
        boolean restartDuringShutdown,
        OomPolicy oomPolicy,
        LeftoverPolicy leftovers,
        boolean standby,
        Duration stopGrace,
        Duration startTimeout,
        Duration maxStartTimeout,
        @Nullable Duration maxPause) {

    private static final int MAX_START_FACTOR = 10;

    /** The defaults named at each component. */
    public static final Supervision DEFAULT = builder().build();

    /** What is allowed, and perhaps not meant: sentences that begin with a key; empty when there is nothing. */
    public List<String> warnings() {
        return stopGrace.compareTo(DurationRules.LONGEST) < 0
                ? List.of()
                : List.of("stop.grace is infinity: an agent that ignores its stop is killed by nothing but the end of"
                        + " runtime.shutdownTimeout, or by a stop with another grace");
    }

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
        private ExitCodes exitCodes = ExitCodes.DEFAULT;
        private Duration minUptime = Duration.ZERO;
        private @Nullable Duration recoverAfter;
        private boolean allowUnreachable;
        private boolean restartDuringShutdown;
        private OomPolicy oomPolicy = OomPolicy.KILL;
        private LeftoverPolicy leftovers = LeftoverPolicy.KILL;
        private boolean standby;
        private Duration stopGrace = Duration.ofSeconds(10);
        private Duration startTimeout = Duration.ofSeconds(60);
        private Optional<Duration> maxStartTimeout = Optional.empty();
        private @Nullable Duration maxPause;

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

        /** Further exit codes that are a clean end, from 0 to 255; 0 always is one. */
        public Builder successExitCodes(Set<Integer> codes) {
            Set<Integer> success = new HashSet<>(codes);
            success.add(0);
            exitCodes = new ExitCodes(success, exitCodes.prevent(), exitCodes.force());
            return this;
        }

        /** Exit codes after which the agent is not started again, from 0 to 255; default 125. */
        public Builder restartPreventExitCodes(Set<Integer> codes) {
            exitCodes = new ExitCodes(exitCodes.success(), codes, exitCodes.force());
            return this;
        }

        /** Exit codes after which the agent is started again whatever its policy, from 0 to 255; default none. */
        public Builder restartForceExitCodes(Set<Integer> codes) {
            exitCodes = new ExitCodes(exitCodes.success(), exitCodes.prevent(), codes);
            return this;
        }

        /** Run time before which even a clean end counts as a failed start; default zero. */
        public Builder minUptime(Duration minUptime) {
            this.minUptime = minUptime;
            return this;
        }

        /** When one more attempt follows although the budget is spent, above zero; default never. */
        public Builder recoverAfter(Duration recoverAfter) {
            this.recoverAfter = recoverAfter;
            return this;
        }

        /** Whether a budget is accepted that the delays alone keep from ever being spent; default no. */
        public Builder allowUnreachable(boolean allowUnreachable) {
            this.allowUnreachable = allowUnreachable;
            return this;
        }

        /**
         * Whether it is restarted during the shutdown, under its policy and budget, as long as others that are tied to it are
         * still being stopped; default no.
         */
        public Builder restartDuringShutdown(boolean restartDuringShutdown) {
            this.restartDuringShutdown = restartDuringShutdown;
            return this;
        }

        /** What a kill for the memory limit means for the agent's other processes; default they are killed too. */
        public Builder oomPolicy(OomPolicy oomPolicy) {
            this.oomPolicy = oomPolicy;
            return this;
        }

        /** What becomes of processes that outlive the main one; default they are killed. */
        public Builder leftovers(LeftoverPolicy leftovers) {
            this.leftovers = leftovers;
            return this;
        }

        /**
         * Whether a started worker is kept ready while the agent runs, so that a restart is a hand-over; it costs the memory of
         * a second idle JVM. Default no. At levels that start their own kind of process there is none.
         */
        public Builder standby(boolean standby) {
            this.standby = standby;
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

        /**
         * How long a start may take in all when the agent itself asks for more time; default ten times the start timeout. As
         * long as the start timeout to allow no extension.
         */
        public Builder maxStartTimeout(Duration maxStartTimeout) {
            this.maxStartTimeout = Optional.of(maxStartTimeout);
            return this;
        }

        /**
         * How long a pause may last before it is told as overdue, as an event and in the status; above zero, default any
         * time. The agent stays paused.
         */
        public Builder maxPause(Duration maxPause) {
            this.maxPause = maxPause;
            return this;
        }

        private Duration longestStart() {
            boolean fits = startTimeout.compareTo(DurationRules.LONGEST.dividedBy(MAX_START_FACTOR)) < 0;
            return fits ? startTimeout.multipliedBy(MAX_START_FACTOR) : startTimeout;
        }

        /** The supervision collected so far; {@code spawn} validates it. */
        public Supervision build() {
            return new Supervision(
                    restartPolicy,
                    new RestartBudget(maxRestarts, window),
                    backoff,
                    resetAfter.orElseGet(backoff::max),
                    exitCodes,
                    minUptime,
                    recoverAfter,
                    allowUnreachable,
                    restartDuringShutdown,
                    oomPolicy,
                    leftovers,
                    standby,
                    stopGrace,
                    startTimeout,
                    maxStartTimeout.orElseGet(this::longestStart),
                    maxPause);
        }
    }
}
