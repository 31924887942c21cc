package io.agentropic.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @Test
    void whatIsWrittenReadsBack() {
        JsonObject object = JsonObject.document("Test")
                .put("text", "a\n\"b\" \u001b[31m ü")
                .put("long", Long.MAX_VALUE)
                .put("double", 0.25)
                .put("truth", true)
                .put("nothing", (String) null)
                .put("list", List.of(JsonObject.builder().put("x", 1).build()))
                .build();

        assertThat(JsonObject.parse(object.toString())).hasToString(object.toString());
        assertThat(JsonObject.parse(object.pretty())).hasToString(object.toString());
        assertThat(object.toString()).doesNotContain("\n");
    }

    @Test
    void instantsAreUtcWithMillisecondsAndDurationsSeconds() {
        assertThat(Json.of(Instant.ofEpochSecond(1_767_225_600))).hasToString("\"2026-01-01T00:00:00.000Z\"");
        assertThat(Json.seconds(Duration.ofMillis(12_345))).hasToString("12.345");
    }

    @Test
    void infinitiesAreNull() {
        assertThat(Json.of(Double.NaN)).hasToString("null");
    }

    @Test
    void absentMembersReadAsEmpty() {
        JsonObject object = JsonObject.parse("{\"a\":1,\"b\":null}");

        assertThat(object.text("a")).isEmpty();
        assertThat(object.number("a")).hasValue(1);
        assertThat(object.has("b")).isFalse();
        assertThat(object.object("c").isEmpty()).isTrue();
        assertThat(object.objects("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1] 2", "{\"a\":1,\"a\":2}", "nul", "'a'", "]"})
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(InvalidJsonException.class);
    }
}
