package io.agentropic.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How this product writes values as JSON, and what it accepts. */
public final class Json {

    /** Of every document. */
    public static final String API_VERSION = "agentropic/v1";

    private static final int MAX_DEPTH = 64;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Reads one value, which must be all of {@code text}.
     *
     * @throws InvalidJsonException when it is not JSON, names a member twice, or is nested deeper than 64 levels
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode value = MAPPER.readTree(text);
            if (value.isMissingNode()) {
                throw new InvalidJsonException("empty text is not JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new InvalidJsonException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A string, or {@code null}. */
    public static JsonNode of(@Nullable String text) {
        return text == null ? NullNode.getInstance() : TextNode.valueOf(text);
    }

    /** A number, or {@code null}; JSON has no infinities, they are {@code null} too. */
    public static JsonNode of(@Nullable Number number) {
        return switch (number) {
            case null -> NullNode.getInstance();
            case Double value when !Double.isFinite(value) -> NullNode.getInstance();
            case Double value -> DoubleNode.valueOf(value);
            default -> JsonNodeFactory.instance.numberNode(number.longValue());
        };
    }

    /** An instant in UTC with milliseconds, or {@code null}. */
    public static JsonNode of(@Nullable Instant instant) {
        return instant == null ? NullNode.getInstance() : TextNode.valueOf(MILLISECONDS.format(instant));
    }

    /** Seconds with a fraction, to the millisecond. */
    public static JsonNode seconds(Duration duration) {
        return DoubleNode.valueOf(duration.toMillis() / MILLIS_PER_SECOND);
    }

    /** An array of strings. */
    public static JsonNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** An array of whole numbers. */
    public static JsonNode numbers(List<Integer> numbers) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        numbers.forEach(number -> array.add(number.longValue()));
        return array;
    }

    /** An array of objects. */
    public static JsonNode objects(List<JsonObject> objects) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        objects.forEach(object -> array.add(object.node()));
        return array;
    }
}
