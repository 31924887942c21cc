package io.agentropic.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StartsTest {

    private final Starts starts = new Starts();
    private final long now = System.nanoTime();

    @Test
    void thereIsQuietSomeTimeAfterTheLastStartIsOver() {
        Starts.Start one = starts.begin(now);
        Starts.Start other = starts.begin(now);
        starts.end(one, now);
        assertThat(starts.quietIn(now)).isPositive();
        starts.end(other, now);
        assertThat(starts.quietIn(now)).isEqualTo(Duration.ofMillis(50).toNanos());
        assertThat(starts.quietIn(now + Duration.ofMillis(50).toNanos())).isZero();
    }

    @Test
    void aStartThatTakesLongHoldsNobodyUp() {
        Starts.Start slow = starts.begin(now);
        long later = now + Duration.ofSeconds(6).toNanos();
        assertThat(starts.quietIn(later)).isZero();
        starts.end(slow, later);
        assertThat(starts.quietIn(later)).isZero();
    }
}
