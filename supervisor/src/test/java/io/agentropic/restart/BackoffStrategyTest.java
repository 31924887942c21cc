package io.agentropic.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BackoffStrategyTest {

    private static final Duration MAX = Duration.ofSeconds(30);
    private static final BackoffStrategy DOUBLING = BackoffStrategy.exponential(Duration.ofMillis(500), MAX, 2.0);

    @ParameterizedTest
    @CsvSource({"1,500", "2,1000", "3,2000", "4,4000", "5,8000", "6,16000", "7,30000", "8,30000"})
    void anExponentialDelayDoublesUpToItsMaximum(long failures, long millis) {
        assertThat(DOUBLING.delay(failures)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,3", "10,10", "11,10"})
    void aLinearDelayGrowsByItsFirstStep(long failures, long seconds) {
        BackoffStrategy linear = BackoffStrategy.linear(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(linear.delay(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "1000000"})
    void aFixedDelayStaysAsItIs(long failures) {
        BackoffStrategy fixed = BackoffStrategy.fixed(Duration.ofSeconds(3));
        assertThat(fixed.delay(failures)).isEqualTo(Duration.ofSeconds(3));
        assertThat(fixed.delay(failures, 0.99)).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @EnumSource(BackoffStrategy.Type.class)
    void noNumberOfFailuresOverflows(BackoffStrategy.Type type) {
        BackoffStrategy strategy = new BackoffStrategy(type, Duration.ofSeconds(1), MAX, 10, 1);
        Duration expected = type == BackoffStrategy.Type.FIXED ? Duration.ofSeconds(1) : MAX;
        for (long failures : new long[] {Integer.MAX_VALUE, Long.MAX_VALUE}) {
            assertThat(strategy.delay(failures)).isEqualTo(expected);
        }
    }

    @Test
    void jitterLengthensByItsShareAtMostAndNeverBeyondTheMaximum() {
        BackoffStrategy strategy = DOUBLING.withJitter(0.5);
        LongStream.rangeClosed(1, 20).forEach(failures -> {
            Duration delay = strategy.delay(failures);
            Duration longest = delay.multipliedBy(3).dividedBy(2);
            for (double random : new double[] {0, 0.3, 0.999_999}) {
                assertThat(strategy.delay(failures, random))
                        .isBetween(delay, longest)
                        .isLessThanOrEqualTo(MAX);
            }
        });
        assertThat(strategy.delay(1, 0.5)).isEqualTo(Duration.ofMillis(625));
    }

    @Test
    void theDefaultIsSound() {
        assertThat(BackoffStrategy.DEFAULT.violations()).isEmpty();
        assertThat(BackoffStrategy.DEFAULT.jitter()).isEqualTo(0.1);
    }

    @Test
    void everythingWrongIsToldTogether() {
        BackoffStrategy wrong = new BackoffStrategy(
                BackoffStrategy.Type.EXPONENTIAL, Duration.ZERO, Duration.ofSeconds(-1), Double.NaN, 1.5);
        assertThat(wrong.violations())
                .containsExactly(
                        "backoff.initial must be above zero, not 0s",
                        "backoff.max (-1s) must be at least backoff.initial (0s)",
                        "backoff.multiplier must be at least 1, not NaN",
                        "backoff.jitter must be from 0 to 1, not 1.5");
    }

    @ParameterizedTest
    @CsvSource({"0.99", "Infinity", "-1", "NaN"})
    void aMultiplierBelowOneOrWithoutEndIsRefused(double multiplier) {
        assertThat(BackoffStrategy.exponential(Duration.ofSeconds(1), MAX, multiplier)
                        .violations())
                .hasSize(1);
    }
}
