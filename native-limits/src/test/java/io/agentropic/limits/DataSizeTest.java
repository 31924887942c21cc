package io.agentropic.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1000B, 1000",
        "1K, 1024",
        "1KiB, 1024",
        "512M, 536870912",
        "512MiB, 536870912",
        "' 512 MiB ', 536870912",
        "2G, 2147483648",
        "2GiB, 2147483648",
        "9223372036854775807, 9223372036854775807"
    })
    void readsBytesAndPowersOf1024(String text, long bytes) {
        assertThat(DataSize.parse(text)).isEqualTo(DataSize.ofBytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1", "1.5G", "512m", "512kib", "512MB", "1T", "0x10", "1e3", "512 M B", "١"})
    void refusesEverythingElseNamingTheAllowedForms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSize.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("K, M, G, KiB, MiB or GiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "9007199254740993K", "8589934592GiB", "99999999999999999999999"})
    void refusesWhatDoesNotFit(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSize.parse(text))
                .withMessageContaining("more than 2^63 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "1000, 1000B",
        "1024, 1KiB",
        "1536, 1536B",
        "1572864, 1536KiB",
        "536870912, 512MiB",
        "1073741824, 1GiB"
    })
    void printsInTheLargestWholeUnitAndReadsItBack(long bytes, String text) {
        assertThat(DataSize.ofBytes(bytes)).hasToString(text);
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @Test
    void readsRates() {
        assertThat(DataSize.parsePerSecond("10MiB/s")).isEqualTo(DataSize.mebibytes(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSize.parsePerSecond("10MiB"))
                .withMessageContaining("for example 10MiB/s");
    }

    @Test
    void refusesNegativeAndOverflowingAmounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSize.ofBytes(-1))
                .withMessageContaining("-1");
        assertThatThrownBy(() -> DataSize.gibibytes(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void comparesByBytes() {
        assertThat(DataSize.mebibytes(1)).isGreaterThan(DataSize.kibibytes(1023));
        assertThat(DataSize.mebibytes(1)).isEqualTo(DataSize.kibibytes(1024));
    }
}
