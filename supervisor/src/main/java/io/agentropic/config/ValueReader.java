package io.agentropic.config;

import io.agentropic.limits.DataSize;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Turns the text of one value into what it stands for.
 *
 * @param <T> what it stands for
 */
@FunctionalInterface
public interface ValueReader<T> {

    /**
     * Reads the value.
     *
     * @throws IllegalArgumentException with a sentence that names the text and what is allowed
     */
    T read(String text);

    /** Text as it is. */
    ValueReader<String> TEXT = text -> text;

    /** Bytes, or a whole number with its unit. */
    ValueReader<DataSize> SIZE = DataSize::parse;

    /** A size per second. */
    ValueReader<DataSize> RATE = DataSize::parsePerSecond;

    /** A whole number. */
    ValueReader<Integer> COUNT = text -> {
        if (!Numbers.WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number");
        }
        return Integer.parseInt(text);
    };

    /** A number with or without a fraction. */
    ValueReader<Double> NUMBER = text -> {
        if (!Numbers.DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
        return Double.parseDouble(text);
    };

    /** {@code true} or {@code false}. */
    ValueReader<Boolean> TRUTH = text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };

    /** A share of a whole: {@code 50%} or {@code 0.5}. */
    ValueReader<Double> SHARE = text -> {
        String stripped = text.strip();
        boolean percent = stripped.endsWith("%");
        String number = percent ? stripped.substring(0, stripped.length() - 1) : stripped;
        if (!Numbers.DECIMAL.matcher(number).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a share; write 50% or 0.5");
        }
        return percent ? Double.parseDouble(number) / 100 : Double.parseDouble(number);
    };

    /** Cores ({@code 0.5}) or percent of one core ({@code 50%}). */
    ValueReader<Double> CORES = text -> {
        String stripped = text.strip();
        boolean percent = stripped.endsWith("%");
        String number = percent ? stripped.substring(0, stripped.length() - 1) : stripped;
        if (!Numbers.DECIMAL.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an amount of CPU; write cores (0.5) or percent of one core (50%)");
        }
        return percent ? Double.parseDouble(number) / 100 : Double.parseDouble(number);
    };

    /** A path below {@code base} unless it is absolute. */
    static ValueReader<Path> pathIn(Path base) {
        return text -> {
            try {
                return base.resolve(text).normalize();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + text + "' is not a path: " + e.getReason(), e);
            }
        };
    }

    /** One of a fixed set of words. */
    static <T> ValueReader<T> oneOf(T[] values, Function<T, String> word) {
        List<String> words = Arrays.stream(values).map(word).toList();
        return text -> {
            int index = words.indexOf(text);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' is none of " + String.join(", ", words) + Suggestion.sentence(text, words));
            }
            return values[index];
        };
    }

    /** How numbers are written. */
    final class Numbers {
        private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
        private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

        private Numbers() {}
    }
}
