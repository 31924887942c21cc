package io.agentropic.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Collectors;

/** Members of a document as rows of a table; what is empty is left out, units move from the name to the value. */
final class Rows {

    private static final double MILLIS_PER_SECOND = 1e3;

    private Rows() {}

    static void add(Table table, String key, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(member -> add(table, key + "." + member.getKey(), member.getValue()));
        } else if (value.isArray()) {
            row(table, key, value.valueStream().map(Rows::text).collect(Collectors.joining(" ")));
        } else if (value.isNumber()) {
            addNumber(table, key, value.numberValue());
        } else if (!value.isNull()) {
            row(table, key, text(value));
        }
    }

    private static void addNumber(Table table, String key, Number number) {
        if (key.endsWith("Seconds")) {
            Duration duration = Duration.ofMillis(Math.round(number.doubleValue() * MILLIS_PER_SECOND));
            row(table, withoutUnit(key, "Seconds"), Humans.duration(duration));
        } else if (key.endsWith("Bytes")) {
            row(table, withoutUnit(key, "Bytes"), Humans.bytes(number.longValue()));
        } else if (key.startsWith("limits.")) {
            row(table, key, Humans.limit(key.substring("limits.".length()), number));
        } else {
            row(table, key, number.toString());
        }
    }

    private static void row(Table table, String key, String value) {
        if (!value.isEmpty()) {
            table.row(key, value);
        }
    }

    private static String text(JsonNode value) {
        return Terminal.safe(value.isBoolean() ? (value.booleanValue() ? "yes" : "no") : value.asText());
    }

    private static String withoutUnit(String key, String unit) {
        return key.substring(0, key.length() - unit.length());
    }
}
