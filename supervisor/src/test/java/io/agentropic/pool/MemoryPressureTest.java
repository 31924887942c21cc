package io.agentropic.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MemoryPressureTest {

    private static final String CALM = "some avg10=9.99 avg60=50.00 avg300=0.00 total=1\nfull avg10=80.00 avg60=0.00";

    @Test
    void lessThanATenthAvailableIsPressure() {
        assertThat(MemoryPressure.isTight(memory(99_999), CALM)).isTrue();
        assertThat(MemoryPressure.isTight(memory(100_000), CALM)).isFalse();
    }

    @Test
    void waitingForMemoryDuringMoreThanATenthOfTheTimeIsPressure() {
        assertThat(MemoryPressure.isTight(memory(900_000), "some avg10=10.01 avg60=0.00 avg300=0.00 total=1"))
                .isTrue();
    }

    @Test
    void whatTheKernelDoesNotTellIsNoPressure() {
        assertThat(MemoryPressure.isTight("", "")).isFalse();
    }

    private static String memory(long available) {
        return "MemTotal:        1000000 kB\nMemFree:            1000 kB\nMemAvailable:     " + available + " kB\n";
    }
}
