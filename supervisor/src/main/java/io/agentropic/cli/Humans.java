package io.agentropic.cli;

import io.agentropic.limits.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Quantities as people read them. */
final class Humans {

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final int STEP = 1024;
    private static final int FRACTION_BELOW = 10;

    private Humans() {}

    /** {@code 0B}, {@code 1.5KiB}, {@code 312MiB}. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        boolean fraction = value < FRACTION_BELOW && value != Math.rint(value);
        return String.format(Locale.ROOT, fraction ? "%.1f%s" : "%.0f%s", value, UNITS.get(unit));
    }

    /** {@code 450ms}, {@code 12s}, {@code 3m05s}, {@code 2h07m}, {@code 4d03h}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + "ms";
        }
        if (seconds < 60) {
            return seconds + "s";
        }
        if (duration.toHours() < 1) {
            return String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart());
        }
        return duration.toDays() < 1
                ? String.format(Locale.ROOT, "%dh%02dm", duration.toHours(), duration.toMinutesPart())
                : String.format(Locale.ROOT, "%dd%02dh", duration.toDays(), duration.toHoursPart());
    }

    /** A limit's value in the words of the configuration: {@code 512MiB}, {@code 10MiB/s}, {@code 0.5}, {@code 64}. */
    static String limit(String resource, Number value) {
        return switch (resource) {
            case "memory", "memoryHigh", "fileSize" ->
                DataSize.ofBytes(value.longValue()).toString();
            case "ioRead", "ioWrite" -> DataSize.ofBytes(value.longValue()) + "/s";
            default -> value.toString();
        };
    }
}
