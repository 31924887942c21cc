package io.agentropic.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of one circuit breaker. A start counts as successful when the agent's code has run for {@code
 * successUptime} or ended cleanly, as failed when it ended abnormally.
 *
 * @param mode whether it decides itself; default normal
 * @param window which outcomes it judges by; default those of the last 60 s
 * @param minCalls below so many outcomes in the window it never opens; default 5
 * @param failureRate it opens from this share of failures on, above 0 to 1; default 0.5
 * @param openWait how long it stays open at first; doubles each time that a probe fails; default 30 s
 * @param maxOpenWait the longest time it stays open; default 10 min
 * @param permits starts that are tried when it is half-open; default 1
 * @param maxHalfOpen how long it waits for their outcome before it opens again; default 5 min
 * @param successUptime run time after which a start counts as successful; default 10 s
 * @param countOutOfMemory whether an end for the agent's own memory limit is a failure of the domain; default no
 */
public record BreakerConfig(
        BreakerMode mode,
        SlidingWindow window,
        int minCalls,
        double failureRate,
        Duration openWait,
        Duration maxOpenWait,
        int permits,
        Duration maxHalfOpen,
        Duration successUptime,
        boolean countOutOfMemory) {

    /** The defaults named at each component. */
    public static final BreakerConfig DEFAULT = builder().build();

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Everything that is wrong with the values, each a sentence that begins with the key; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        switch (window) {
            case SlidingWindow.Time(Duration span) -> positive("window", span, violations);
            case SlidingWindow.Count(int calls) -> {
                atLeastOne("windowCalls", calls, violations);
                if (calls < minCalls) {
                    violations.add("windowCalls is " + calls + ", fewer than minCalls (" + minCalls
                            + "): the circuit breaker could never open");
                }
            }
        }
        atLeastOne("minCalls", minCalls, violations);
        if (!(failureRate > 0 && failureRate <= 1)) {
            violations.add("failureRate must be above 0 and at most 1 (100%), not " + failureRate);
        }
        positive("openWait", openWait, violations);
        if (maxOpenWait.compareTo(openWait) < 0) {
            violations.add("maxOpenWait (" + maxOpenWait.toMillis() + " ms) must be at least openWait ("
                    + openWait.toMillis() + " ms)");
        }
        atLeastOne("permits", permits, violations);
        positive("maxHalfOpen", maxHalfOpen, violations);
        if (successUptime.isNegative()) {
            violations.add("successUptime must not be negative: " + successUptime);
        }
        if (successUptime.compareTo(maxHalfOpen) >= 0) {
            violations.add("successUptime (" + successUptime.toMillis() + " ms) must be below maxHalfOpen ("
                    + maxHalfOpen.toMillis() + " ms), or no probe could ever succeed in time");
        }
        return violations;
    }

    private static void positive(String key, Duration value, List<String> violations) {
        if (!value.isPositive()) {
            violations.add(key + " must be above zero, not " + value);
        }
    }

    private static void atLeastOne(String key, int value, List<String> violations) {
        if (value < 1) {
            violations.add(key + " must be at least 1, not " + value);
        }
    }

    /** Collects the settings of one circuit breaker; not thread-safe. */
    public static final class Builder {
        private BreakerMode mode = BreakerMode.NORMAL;
        private SlidingWindow window = new SlidingWindow.Time(Duration.ofSeconds(60));
        private int minCalls = 5;
        private double failureRate = 0.5;
        private Duration openWait = Duration.ofSeconds(30);
        private Duration maxOpenWait = Duration.ofMinutes(10);
        private int permits = 1;
        private Duration maxHalfOpen = Duration.ofMinutes(5);
        private Duration successUptime = Duration.ofSeconds(10);
        private boolean countOutOfMemory;

        private Builder() {}

        /** Whether it decides itself; default {@link BreakerMode#NORMAL}. */
        public Builder mode(BreakerMode mode) {
            this.mode = mode;
            return this;
        }

        /** Judges by the outcomes of the last {@code span}, above zero; default 60 s. */
        public Builder window(Duration span) {
            this.window = new SlidingWindow.Time(span);
            return this;
        }

        /** Judges by the last {@code calls} outcomes instead, however old; at least {@code minCalls}. */
        public Builder windowCalls(int calls) {
            this.window = new SlidingWindow.Count(calls);
            return this;
        }

        /** Below so many outcomes in the window it never opens; default 5, at least 1. */
        public Builder minCalls(int minCalls) {
            this.minCalls = minCalls;
            return this;
        }

        /** It opens from this share of failures on, above 0 to 1; default 0.5. */
        public Builder failureRate(double failureRate) {
            this.failureRate = failureRate;
            return this;
        }

        /** How long it stays open at first, and at most; defaults 30 s and 10 min. */
        public Builder openWait(Duration first, Duration longest) {
            this.openWait = first;
            this.maxOpenWait = longest;
            return this;
        }

        /** Starts that are tried when it is half-open; default 1. */
        public Builder permits(int permits) {
            this.permits = permits;
            return this;
        }

        /** How long it waits for the outcome of a probe before it opens again; default 5 min. */
        public Builder maxHalfOpen(Duration maxHalfOpen) {
            this.maxHalfOpen = maxHalfOpen;
            return this;
        }

        /** Run time after which a start counts as successful; default 10 s, zero counts once the code was entered. */
        public Builder successUptime(Duration successUptime) {
            this.successUptime = successUptime;
            return this;
        }

        /** Whether an end for the agent's own memory limit is a failure of the domain; default no. */
        public Builder countOutOfMemory(boolean countOutOfMemory) {
            this.countOutOfMemory = countOutOfMemory;
            return this;
        }

        /** The settings collected so far; what uses them validates them. */
        public BreakerConfig build() {
            return new BreakerConfig(
                    mode,
                    window,
                    minCalls,
                    failureRate,
                    openWait,
                    maxOpenWait,
                    permits,
                    maxHalfOpen,
                    successUptime,
                    countOutOfMemory);
        }
    }
}
