package io.agentropic.limits;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or data. Units are powers of 1024 throughout, as in systemd: {@code 1K = 1KiB = 1024}.
 *
 * @param bytes zero or more
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

    private static final Pattern TEXT = Pattern.compile("(\\d+)\\s*(|B|K|KiB|M|MiB|G|GiB)");
    /** Refuses negative amounts with an {@link IllegalArgumentException}. */
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a data size of " + bytes + " bytes is negative");
        }
    }

    /** That many bytes. */
    public static DataSize ofBytes(long bytes) {
        return new DataSize(bytes);
    }

    /** That many times 1024 bytes; an {@link ArithmeticException} beyond 2^63. */
    public static DataSize kibibytes(long count) {
        return new DataSize(Math.multiplyExact(count, 1L << 10));
    }

    /** That many times 1024² bytes; an {@link ArithmeticException} beyond 2^63. */
    public static DataSize mebibytes(long count) {
        return new DataSize(Math.multiplyExact(count, 1L << 20));
    }

    /** That many times 1024³ bytes; an {@link ArithmeticException} beyond 2^63. */
    public static DataSize gibibytes(long count) {
        return new DataSize(Math.multiplyExact(count, 1L << 30));
    }

    /**
     * Reads {@code 512MiB}, {@code 512M}, {@code 536870912} or {@code 536870912B}. Suffixes are case-sensitive, as in
     * systemd, where {@code m} could as well be milli.
     *
     * @throws IllegalArgumentException naming the text, what is wrong with it and the allowed forms
     */
    public static DataSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw refused(text, "is not a whole number with a known unit");
        }
        try {
            long unit = unitBytes(matcher.group(2));
            return new DataSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            throw refused(text, "is more than 2^63 bytes");
        }
    }

    /**
     * Reads a rate such as {@code 10MiB/s} as the size moved per second; the {@code /s} must be there.
     *
     * @throws IllegalArgumentException naming the text, what is wrong with it and the allowed forms
     */
    public static DataSize parsePerSecond(String text) {
        String stripped = text.strip();
        if (!stripped.endsWith("/s")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a rate: write a size and '/s', for example 10MiB/s");
        }
        return parse(stripped.substring(0, stripped.length() - "/s".length()));
    }

    private static long unitBytes(String suffix) {
        return switch (suffix) {
            case "K", "KiB" -> 1L << 10;
            case "M", "MiB" -> 1L << 20;
            case "G", "GiB" -> 1L << 30;
            default -> 1;
        };
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("'" + text + "' " + why
                + "; write bytes, or a whole number followed by K, M, G, KiB, MiB or GiB (powers of 1024, case matters), "
                + "for example 512MiB");
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The largest unit that gives a whole number: {@code 512MiB}, {@code 1000B}. {@link #parse} reads it back. */
    @Override
    public String toString() {
        if (bytes == 0 || bytes % (1L << 10) != 0) {
            return bytes + "B";
        }
        if (bytes % (1L << 20) != 0) {
            return (bytes >> 10) + "KiB";
        }
        return bytes % (1L << 30) != 0 ? (bytes >> 20) + "MiB" : (bytes >> 30) + "GiB";
    }
}
