package io.agentropic.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"250ms,250", "10s,10000", "5m,300000", "1h,3600000", "1m30s,90000", "0s,0"})
    void whatPeopleWriteIsReadAndWrittenBack(String text, long milliseconds) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(milliseconds));
        assertThat(DurationText.format(Duration.ofMillis(milliseconds))).isEqualTo(text);
    }

    @Test
    void infinityIsReadOnlyWhereItIsAllowed() {
        assertThat(DurationText.parseOrInfinity("infinity")).isEqualTo(DurationRules.LONGEST);
        assertThat(DurationText.parseOrInfinity("10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(DurationText.format(DurationRules.LONGEST)).isEqualTo("infinity");
        assertThatThrownBy(() -> DurationText.parse("infinity")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1s", "1.5s", "1 s", "10sec", "99999999999h", "1d"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
