package io.agentropic.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** So many in a second, and no more than a second's worth at once. */
final class TokenBucketTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** The monotonic clock may begin anywhere, and pass the largest number on its way. */
    private static final long START = Long.MAX_VALUE - SECOND / 2;

    private final TokenBucket bucket = new TokenBucket(10, START);

    @Test
    void aSecondsWorthPassesAtOnceAndThenTheRate() {
        assertThat(taken(START)).isEqualTo(10);
        assertThat(bucket.untilNext(START)).isEqualTo(SECOND / 10);
        assertThat(taken(START + SECOND / 10)).isEqualTo(1);
        assertThat(taken(START + SECOND)).isEqualTo(9);
    }

    @Test
    void whatIsNotTakenForLongIsNotSavedBeyondASecond() {
        assertThat(taken(START)).isEqualTo(10);
        assertThat(taken(START + 60 * SECOND)).isEqualTo(10);
    }

    @Test
    void overAnHourOfHungerItIsTheRate() {
        long passed = 0;
        for (long millis = 0; millis <= 3_600_000; millis += 7) {
            passed += taken(START + millis * 1_000_000);
        }
        assertThat(passed).isBetween(36_000L, 36_010L);
    }

    @Test
    void whoWaitsAsLongAsItSaysGetsOne() {
        assertThat(taken(START)).isEqualTo(10);
        assertThat(bucket.take(START + bucket.untilNext(START) - 1)).isFalse();
        assertThat(bucket.take(START + bucket.untilNext(START))).isTrue();
    }

    private int taken(long now) {
        int taken = 0;
        while (bucket.take(now)) {
            taken++;
        }
        return taken;
    }
}
