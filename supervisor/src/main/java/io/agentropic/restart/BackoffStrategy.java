package io.agentropic.restart;

import io.agentropic.time.DurationRules;
import io.agentropic.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The delay before a restart, by the number of consecutive failures.
 *
 * <p>With jitter {@code j} the delay {@code d} becomes {@code min(max, d * (1 + random * j))}: never shorter than
 * {@code d}, never longer than {@link #max}.
 *
 * @param type how the delay grows
 * @param initial the delay after the first failure; above zero
 * @param max the longest delay; at least {@code initial}
 * @param multiplier growth per failure of {@link Type#EXPONENTIAL}; at least 1, ignored otherwise
 * @param jitter the random part, 0 to 1
 */
public record BackoffStrategy(Type type, Duration initial, Duration max, double multiplier, double jitter) {

    /** How a delay grows. */
    public enum Type {
        /** Always {@code initial}. */
        FIXED,
        /** {@code initial} more with each failure. */
        LINEAR,
        /** {@code multiplier} times longer with each failure. */
        EXPONENTIAL
    }

    /** The jitter of the factory methods: 10 %. */
    public static final double DEFAULT_JITTER = 0.1;

    /** Exponential from 1 s to 60 s, doubling, 10 % jitter. */
    public static final BackoffStrategy DEFAULT = exponential(Duration.ofSeconds(1), Duration.ofSeconds(60), 2.0);

    /** Always the same delay. */
    public static BackoffStrategy fixed(Duration delay) {
        return new BackoffStrategy(Type.FIXED, delay, delay, 1.0, 0.0);
    }

    /** {@code initial}, twice that, three times that, up to {@code max}; 10 % jitter. */
    public static BackoffStrategy linear(Duration initial, Duration max) {
        return new BackoffStrategy(Type.LINEAR, initial, max, 1.0, DEFAULT_JITTER);
    }

    /** {@code initial}, then {@code multiplier} times longer with each failure, up to {@code max}; 10 % jitter. */
    public static BackoffStrategy exponential(Duration initial, Duration max, double multiplier) {
        return new BackoffStrategy(Type.EXPONENTIAL, initial, max, multiplier, DEFAULT_JITTER);
    }

    /**
     * From {@code initial} to {@code max} in so many steps of equal ratio (systemd's {@code RestartSteps=}): the delay
     * before restart {@code i} is {@code initial * (max / initial)^((i - 1) / steps)}; 10 % jitter.
     *
     * @param steps at least 1
     */
    public static BackoffStrategy geometric(Duration initial, Duration max, int steps) {
        return exponential(initial, max, Math.pow((double) max.toNanos() / initial.toNanos(), 1.0 / steps));
    }

    /** The same strategy with another random part, 0 to 1. */
    public BackoffStrategy withJitter(double jitter) {
        return new BackoffStrategy(type, initial, max, multiplier, jitter);
    }

    /**
     * The delay before the restart that follows the {@code failures}-th consecutive failure, without jitter.
     *
     * @param failures at least 1; any size, the result never exceeds {@link #max}
     */
    public Duration delay(long failures) {
        return switch (type) {
            case FIXED -> initial;
            case LINEAR -> capped((double) initial.toNanos() * failures);
            case EXPONENTIAL -> capped(initial.toNanos() * Math.pow(multiplier, failures - 1.0));
        };
    }

    /**
     * The delay with its random part.
     *
     * @param random uniform in [0, 1)
     */
    public Duration delay(long failures, double random) {
        return capped(delay(failures).toNanos() * (1 + random * jitter));
    }

    private Duration capped(double nanos) {
        return nanos >= max.toNanos() ? max : Duration.ofNanos((long) nanos);
    }

    /** Everything that is wrong with the values, as sentences; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>(DurationRules.aboveZero("backoff.initial", initial));
        if (max.compareTo(initial) < 0) {
            violations.add("backoff.max (" + DurationText.format(max) + ") must be at least backoff.initial ("
                    + DurationText.format(initial) + ")");
        } else {
            violations.addAll(DurationRules.zeroOrMore("backoff.max", max));
        }
        if (!(multiplier >= 1) || Double.isInfinite(multiplier)) {
            violations.add("backoff.multiplier must be at least 1, not " + multiplier);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            violations.add("backoff.jitter must be from 0 to 1, not " + jitter);
        }
        return violations;
    }
}
