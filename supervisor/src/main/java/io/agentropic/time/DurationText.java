package io.agentropic.time;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 1m30s}. */
public final class DurationText {

    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,12}(?:ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h)");
    private static final String INFINITY = "infinity";
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private DurationText() {}

    /**
     * Reads a duration; a unit must be given.
     *
     * @throws IllegalArgumentException naming the text and the allowed forms
     */
    public static Duration parse(String text) {
        String stripped = text.strip();
        if (!WHOLE.matcher(stripped).matches()) {
            throw new IllegalArgumentException(malformed(text));
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(stripped); part.find(); ) {
            sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        if (sum.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than ten years");
        }
        return sum;
    }

    /**
     * As {@link #parse}, and {@code infinity} as systemd writes it, which is {@link DurationRules#LONGEST}.
     *
     * @throws IllegalArgumentException naming the text and the allowed forms
     */
    public static Duration parseOrInfinity(String text) {
        if (text.strip().equals(INFINITY)) {
            return DurationRules.LONGEST;
        }
        if (!WHOLE.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException(malformed(text) + ", or " + INFINITY);
        }
        return parse(text);
    }

    private static String malformed(String text) {
        return "'" + text + "' is not a duration; write a whole number with its unit: 250ms, 10s, 5m or 1h";
    }

    /**
     * The shortest form that {@link #parse} reads back, to the millisecond: {@code 1m30s}. A negative one, which only a
     * program can have made, has a sign in front.
     */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        if (duration.equals(DurationRules.LONGEST)) {
            return INFINITY;
        }
        if (duration.compareTo(SHORTEST) < 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "h" -> Duration.ofHours(1);
            case "m" -> Duration.ofMinutes(1);
            case "s" -> Duration.ofSeconds(1);
            default -> Duration.ofMillis(1);
        };
    }
}
