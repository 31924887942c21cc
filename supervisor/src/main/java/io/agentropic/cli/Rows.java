package io.agentropic.cli;

import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Members of a document as rows of a table; what is empty is left out, units move from the name to the value. */
final class Rows {

    private static final double MILLIS_PER_SECOND = 1e3;

    private Rows() {}

    static void add(Table table, String key, Json value) {
        switch (value) {
            case JsonObject(Map<String, Json> members) ->
                members.forEach((name, inner) -> add(table, key + "." + name, inner));
            case Json.Items(List<Json> items) ->
                row(table, key, items.stream().map(Rows::text).collect(Collectors.joining(" ")));
            case Json.Nothing _ -> {}
            case Json.Numeral(Number number)
            when key.endsWith("Seconds") ->
                row(
                        table,
                        withoutUnit(key, "Seconds"),
                        Humans.duration(Duration.ofMillis(Math.round(number.doubleValue() * MILLIS_PER_SECOND))));
            case Json.Numeral(Number number)
            when key.endsWith("Bytes") -> row(table, withoutUnit(key, "Bytes"), Humans.bytes(number.longValue()));
            case Json.Numeral(Number number)
            when key.startsWith("limits.") -> row(table, key, Humans.limit(key.substring("limits.".length()), number));
            case Json.Text _, Json.Truth _, Json.Numeral _ -> row(table, key, text(value));
        }
    }

    private static void row(Table table, String key, String value) {
        if (!value.isEmpty()) {
            table.row(key, value);
        }
    }

    private static String text(Json value) {
        return Terminal.safe(
                value instanceof Json.Text(String text)
                        ? text
                        : value instanceof Json.Truth(boolean truth) ? (truth ? "yes" : "no") : value.toString());
    }

    private static String withoutUnit(String key, String unit) {
        return key.substring(0, key.length() - unit.length());
    }
}
