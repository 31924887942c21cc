package io.agentropic.time;

import java.time.Duration;
import java.util.List;

/** What a duration in a specification may be. */
public final class DurationRules {

    /** A hundred years: longer than any life, and its nanoseconds fit a {@code long}. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    private DurationRules() {}

    /** The duration, or the longest that can be waited for. */
    public static Duration bounded(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /** What is wrong with a duration that must be above zero, one sentence; empty when nothing is. */
    public static List<String> aboveZero(String key, Duration value) {
        return value.isPositive()
                ? notTooLong(key, value)
                : List.of(key + " must be above zero, not " + DurationText.format(value));
    }

    /** What is wrong with a duration that may be zero, one sentence; empty when nothing is. */
    public static List<String> zeroOrMore(String key, Duration value) {
        return value.isNegative()
                ? List.of(key + " must not be negative: " + DurationText.format(value))
                : notTooLong(key, value);
    }

    private static List<String> notTooLong(String key, Duration value) {
        return value.compareTo(LONGEST) > 0
                ? List.of(key + " must be at most 100 years, not " + DurationText.format(value))
                : List.of();
    }
}
