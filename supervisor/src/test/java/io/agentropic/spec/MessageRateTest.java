package io.agentropic.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageRateTest {

    @Test
    void aRateIsReadAsItIsWritten() {
        assertThat(MessageRate.parse("250/s")).isEqualTo(new MessageRate(250)).hasToString("250/s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "250", "-1/s", "1.5/s", "10/m", "99999999/s", "/s"})
    void anythingElseIsRefusedWithWhatToWrite(String text) {
        assertThatThrownBy(() -> MessageRate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a rate of messages; write 100/s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/s", "1000001/s"})
    void aRateOutOfRangeIsRefusedWithTheRange(String text) {
        assertThatThrownBy(() -> MessageRate.parse(text)).hasMessageContaining("allowed are 1/s to 1000000/s");
    }
}
