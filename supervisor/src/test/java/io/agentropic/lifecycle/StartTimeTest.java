package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StartTimeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void anExtensionCountsFromNow() {
        StartTime time = StartTime.of(Duration.ZERO, HOUR);
        assertThat(time.deadline().passed()).isTrue();
        assertThat(time.extend(MINUTE)).isTrue();
        assertThat(time.deadline().passed()).isFalse();
        assertThat(Duration.ofNanos(time.deadline().nanosLeft())).isBetween(Duration.ofSeconds(30), MINUTE);
    }

    @Test
    void anExtensionExpiresToo() {
        StartTime time = StartTime.of(Duration.ZERO, HOUR);
        assertThat(time.extend(Duration.ofNanos(1))).isTrue();
        assertThat(time.deadline().passed()).isTrue();
        assertThat(time.extended()).isTrue();
    }

    @Test
    void askingForLessChangesNothing() {
        StartTime time = StartTime.of(HOUR, HOUR);
        Deadline before = time.deadline();
        assertThat(time.extend(MINUTE)).isFalse();
        assertThat(time.deadline()).isEqualTo(before);
        assertThat(time.extended()).isFalse();
    }

    @Test
    void allExtensionsTogetherAreBounded() {
        StartTime time = StartTime.of(Duration.ZERO, MINUTE);
        time.extend(Duration.ofMillis(Long.MAX_VALUE));
        assertThat(Duration.ofNanos(time.deadline().nanosLeft())).isLessThanOrEqualTo(MINUTE);
        Deadline bound = time.deadline();
        time.extend(Duration.ofMillis(Long.MAX_VALUE));
        assertThat(time.deadline()).isEqualTo(bound);
    }

    @Test
    void onlyTheFirstExtensionIsNews() {
        StartTime time = StartTime.of(Duration.ZERO, HOUR);
        assertThat(time.extend(Duration.ofSeconds(1))).isTrue();
        assertThat(time.extend(MINUTE)).isFalse();
        assertThat(time.deadline().nanosLeft())
                .isGreaterThan(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void aStartThatIsOverCannotBeExtended() {
        StartTime time = StartTime.of(MINUTE, HOUR);
        time.over();
        assertThat(time.extend(HOUR)).isFalse();
        assertThat(time.deadline().isSet()).isFalse();
    }
}
