package io.agentropic.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between values and text. Jackson's streaming layer only: data binding would double the time a command needs to start. */
final class JsonText {

    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    static String compact(Json value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String pretty(Json value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static Json parse(String text) {
        try (JsonParser in = FACTORY.createParser(text)) {
            if (in.nextToken() == null) {
                throw new InvalidJsonException("empty text is not JSON");
            }
            Json value = read(in);
            if (in.nextToken() != null) {
                throw new InvalidJsonException("more than one JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new InvalidJsonException("not JSON: " + e.getMessage(), e);
        }
    }

    private static void write(Json value, JsonGenerator out) throws IOException {
        switch (value) {
            case Json.Text(String text) -> out.writeString(text);
            case Json.Truth(boolean truth) -> out.writeBoolean(truth);
            case Json.Nothing _ -> out.writeNull();
            case Json.Numeral(Number number) -> write(number, out);
            case Json.Items(List<Json> values) -> {
                out.writeStartArray();
                for (Json item : values) {
                    write(item, out);
                }
                out.writeEndArray();
            }
            case JsonObject(Map<String, Json> members) -> {
                out.writeStartObject();
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    out.writeFieldName(member.getKey());
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
        }
    }

    /** JSON has no infinities: they are written as {@code null}. */
    private static void write(Number number, JsonGenerator out) throws IOException {
        switch (number) {
            case Double value when Double.isNaN(value) || Double.isInfinite(value) -> out.writeNull();
            case Double value -> out.writeNumber(value);
            case Float value -> write((Double) value.doubleValue(), out);
            case BigInteger value -> out.writeNumber(value);
            case BigDecimal value -> out.writeNumber(value);
            default -> out.writeNumber(number.longValue());
        }
    }

    private static Json read(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> new Json.Text(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeral(in.getNumberValue());
            case VALUE_TRUE -> new Json.Truth(true);
            case VALUE_FALSE -> new Json.Truth(false);
            case VALUE_NULL -> Json.Nothing.NULL;
            case START_ARRAY -> items(in);
            case START_OBJECT -> object(in);
            case NOT_AVAILABLE, END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new InvalidJsonException("unexpected " + in.currentToken());
        };
    }

    private static Json items(JsonParser in) throws IOException {
        List<Json> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(in));
        }
        return new Json.Items(values);
    }

    private static Json object(JsonParser in) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            members.put(name, read(in));
        }
        return new JsonObject(members);
    }
}
