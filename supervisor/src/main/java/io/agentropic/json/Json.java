package io.agentropic.json;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON value. {@code toString} writes it on one line. Immutable. */
public sealed interface Json permits Json.Text, Json.Numeral, Json.Truth, Json.Nothing, Json.Items, JsonObject {

    /** Of every document. */
    String API_VERSION = "agentropic/v1";

    /** A string. */
    record Text(String value) implements Json {
        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** A number: {@code Long}, {@code Integer}, {@code Double} or a big one of these. */
    record Numeral(Number value) implements Json {
        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** {@code true} or {@code false}. */
    record Truth(boolean value) implements Json {
        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** {@code null}. */
    enum Nothing implements Json {
        /** The only one. */
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    /** An array. */
    record Items(List<Json> values) implements Json {
        /** Copies the list. */
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /**
     * Reads one value, which must be all of {@code text}.
     *
     * @throws InvalidJsonException when it is not JSON, or nested deeper than 64 levels
     */
    static Json parse(String text) {
        return JsonText.parse(text);
    }

    /** Several lines, indented by two. */
    default String pretty() {
        return JsonText.pretty(this);
    }

    /** A string, or {@code null}. */
    static Json of(@Nullable String text) {
        return text == null ? Nothing.NULL : new Text(text);
    }

    /** A number, or {@code null}. */
    static Json of(@Nullable Number number) {
        return number == null ? Nothing.NULL : new Numeral(number);
    }

    /** A truth. */
    static Json of(boolean truth) {
        return new Truth(truth);
    }

    /** An instant in UTC with milliseconds, or {@code null}. */
    static Json of(@Nullable Instant instant) {
        return instant == null ? Nothing.NULL : new Text(Rfc3339.MILLISECONDS.format(instant));
    }

    /** Seconds with a fraction, to the millisecond. */
    static Json seconds(Duration duration) {
        return new Numeral(duration.toMillis() / 1e3);
    }

    /** An array of strings. */
    static Json texts(List<String> texts) {
        return new Items(texts.stream().<Json>map(Text::new).toList());
    }

    /** How instants are written. */
    final class Rfc3339 {
        private static final DateTimeFormatter MILLISECONDS =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

        private Rfc3339() {}
    }
}
