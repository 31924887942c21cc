package io.agentropic.exit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.cgroup.Strain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StrainHistoryTest {

    private static final long SECOND = 1_000_000_000L;

    private static Strain counted(long throttledSeconds, long high) {
        return new Strain(
                Duration.ofSeconds(throttledSeconds),
                throttledSeconds * 10,
                throttledSeconds * 5,
                high,
                0,
                1.5,
                null,
                false);
    }

    @Test
    void aShortLifeIsCountedFromItsBegin() {
        StrainHistory history = new StrainHistory(0);
        LastMinute minute = history.upTo(7 * SECOND, counted(2, 3));

        assertThat(minute).isEqualTo(new LastMinute(Duration.ofSeconds(7), Duration.ofSeconds(2), 50, 3, 0, 1.5, null));
    }

    @Test
    void ofALongLifeTheLastMinuteCounts() {
        StrainHistory history = new StrainHistory(0);
        for (int second = 5; second <= 600; second += 5) {
            history.note(second * SECOND, counted(second / 5, 100));
        }
        LastMinute minute = history.upTo(602 * SECOND, counted(121, 104));

        assertThat(minute.span()).isEqualTo(Duration.ofSeconds(62));
        assertThat(minute.throttledTime()).isEqualTo(Duration.ofSeconds(13));
        assertThat(minute.memoryHigh()).isEqualTo(4);
    }

    @Test
    void samplesAreSomeSecondsApart() {
        StrainHistory history = new StrainHistory(0);

        assertThat(history.isDue(19 * SECOND)).isFalse();
        assertThat(history.isDue(20 * SECOND)).isTrue();
    }
}
