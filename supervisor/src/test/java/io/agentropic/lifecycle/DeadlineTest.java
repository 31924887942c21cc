package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {

    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(1));
    private static final Deadline LATE = Deadline.in(Duration.ofHours(1));

    @Test
    void noneNeverPasses() {
        assertThat(Deadline.NONE.passed()).isFalse();
    }

    @Test
    void zeroHasPassedAtOnce() {
        assertThat(Deadline.in(Duration.ZERO).passed()).isTrue();
    }

    @Test
    void theEarlierOneCountsAndNoneCountsForNothing() {
        assertThat(SOON.or(LATE)).isEqualTo(SOON);
        assertThat(LATE.or(SOON)).isEqualTo(SOON);
        assertThat(Deadline.NONE.or(LATE)).isEqualTo(LATE);
        assertThat(LATE.or(Deadline.NONE)).isEqualTo(LATE);
        assertThat(Deadline.NONE.or(Deadline.NONE)).isEqualTo(Deadline.NONE);
    }

    @Test
    void theLongestDurationDoesNotOverflow() {
        Deadline never = Deadline.in(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(never.passed()).isFalse();
        assertThat(SOON.or(never)).isEqualTo(SOON);
        assertThat(Deadline.bounded(Duration.ofSeconds(Long.MAX_VALUE)).toNanos())
                .isPositive();
    }
}
