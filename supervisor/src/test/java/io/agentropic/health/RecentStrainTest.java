package io.agentropic.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.cgroup.Strain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is remembered of what held an agent up, on values. */
final class RecentStrainTest {

    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    private final RecentStrain recent = new RecentStrain(0, throttled(0));

    private static Strain throttled(long millis) {
        return new Strain(Duration.ofMillis(millis), 0, 0, 0, 0, null, null, false);
    }

    private boolean isExcused(long atMillis, long throttledMillis) {
        return recent.excuse(atMillis * MILLISECOND, throttled(throttledMillis)).isPresent();
    }

    private void note(long atMillis, long throttledMillis) {
        recent.note(atMillis * MILLISECOND, throttled(throttledMillis));
    }

    @Test
    void aThrottleThatWasCountedInAnEarlierShortLookStillExcuses() {
        note(100, 0);
        note(200, 150);

        assertThat(isExcused(300, 150)).isTrue();
        note(300, 150);
        note(400, 150);
        note(500, 150);
        assertThat(isExcused(600, 150)).isTrue();
    }

    @Test
    void whatIsOlderThanHalfASecondIsNoExcuse() {
        note(100, 150);
        for (long at = 200; at <= 700; at += 100) {
            note(at, 150);
        }

        assertThat(isExcused(800, 150)).isFalse();
    }

    @Test
    void betweenLooksThatAreFarApartOnlyTheLastOneCounts() {
        note(10_000, 9_000);

        assertThat(isExcused(20_000, 9_000)).isFalse();
        assertThat(isExcused(20_000, 12_000)).isTrue();
    }
}
