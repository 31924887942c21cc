package io.agentropic.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a circuit breaker opens and closes, on a clock of the test's own. */
final class CircuitBreakerTest {

    private static final Duration OPEN_WAIT = Duration.ofSeconds(30);

    private long now = Long.MAX_VALUE - Duration.ofMinutes(2).toNanos();
    private CircuitBreaker breaker = new CircuitBreaker(BreakerConfig.DEFAULT);

    @ParameterizedTest
    @CsvSource({"4,0,CLOSED", "5,0,OPEN", "3,3,OPEN", "2,3,CLOSED", "4,5,CLOSED", "5,5,OPEN"})
    @DisplayName("S104 below minCalls it never opens, at or above the rate it does")
    void opensFromTheRateOnWithEnoughOutcomes(int failures, int successes, BreakerState state) {
        outcomes(Outcome.SUCCESS, successes);
        outcomes(Outcome.FAILURE, failures);

        assertThat(breaker.state()).isEqualTo(state);
    }

    @Test
    void outcomesThatSayNothingAreNotCounted() {
        outcomes(Outcome.IGNORED, 20);
        outcomes(Outcome.FAILURE, 4);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.calls(now)).isEqualTo(4);
    }

    @Test
    void outcomesLeaveTheWindowWithTime() {
        outcomes(Outcome.FAILURE, 4);
        pass(Duration.ofSeconds(61));
        outcomes(Outcome.FAILURE, 4);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.failures(now)).isEqualTo(4);

        outcomes(Outcome.FAILURE, 1);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void anOutcomeExactlyAsOldAsTheWindowStillCounts() {
        outcomes(Outcome.FAILURE, 4);
        pass(Duration.ofSeconds(60));
        outcomes(Outcome.FAILURE, 1);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aWindowOfCallsForgetsTheOldestOne() {
        breaker = new CircuitBreaker(BreakerConfig.builder()
                .windowCalls(6)
                .minCalls(6)
                .failureRate(1)
                .build());
        outcomes(Outcome.SUCCESS, 1);
        outcomes(Outcome.FAILURE, 5);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

        pass(Duration.ofDays(1));
        outcomes(Outcome.FAILURE, 1);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    @DisplayName("S105 open holds starts back; after the wait exactly as many probes as configured")
    void afterTheWaitExactlyTheProbesAreLetGo() {
        breaker = new CircuitBreaker(BreakerConfig.builder().permits(3).build());
        open();
        pass(OPEN_WAIT.minusNanos(1));
        assertThat(breaker.tryAcquire(now)).isEmpty();

        pass(Duration.ofNanos(1));
        assertThat(breaker.tryAcquire(now)).isPresent();
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.tryAcquire(now)).isPresent();
        assertThat(breaker.tryAcquire(now)).isPresent();
        assertThat(breaker.tryAcquire(now)).isEmpty();
    }

    @Test
    @DisplayName(
            "S106 a failed probe opens it for longer, up to the longest wait; a good one closes it and starts over")
    void failedProbesWaitLongerUntilOneSucceeds() {
        open();
        for (long seconds : new long[] {30, 60, 120, 240, 480, 600, 600}) {
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(breaker.tryAcquire(now)).as("after nearly " + seconds).isEmpty();
            pass(Duration.ofNanos(1));
            breaker.record(breaker.tryAcquire(now).orElseThrow(), Outcome.FAILURE, now);
            assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        }
        pass(Duration.ofMinutes(10));
        breaker.record(breaker.tryAcquire(now).orElseThrow(), Outcome.SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.openings()).isZero();
        assertThat(breaker.calls(now)).isZero();

        open();
        assertThat(breaker.nextChange()).hasValue(now + OPEN_WAIT.toNanos());
    }

    @Test
    void theProbesAreJudgedTogetherByTheRate() {
        breaker = new CircuitBreaker(
                BreakerConfig.builder().permits(3).failureRate(0.5).build());
        open();
        pass(OPEN_WAIT);
        Permit first = permit();
        Permit second = permit();
        Permit third = permit();
        breaker.record(first, Outcome.FAILURE, now);
        breaker.record(second, Outcome.SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.record(third, Outcome.SUCCESS, now);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aProbeThatIsGivenBackFreesItsPermit() {
        open();
        pass(OPEN_WAIT);
        Permit given = permit();
        assertThat(breaker.tryAcquire(now)).isEmpty();
        breaker.record(given, Outcome.IGNORED, now);

        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.record(permit(), Outcome.SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aProbeOfWhichNothingIsHeardOpensItAgain() {
        open();
        pass(OPEN_WAIT);
        Permit silent = permit();
        pass(Duration.ofMinutes(5));
        assertThat(breaker.tryAcquire(now)).isEmpty();
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.openings()).isEqualTo(2);

        breaker.record(silent, Outcome.SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.lateOutcomes()).isEqualTo(1);
    }

    @Test
    void withoutAProbeUnderWayItStaysHalfOpen() {
        open();
        pass(OPEN_WAIT);
        breaker.record(permit(), Outcome.IGNORED, now);
        pass(Duration.ofHours(1));

        assertThat(breaker.nextChange()).isEmpty();
        assertThat(breaker.tryAcquire(now)).isPresent();
    }

    @Test
    void outcomesFromBeforeItOpenedDecideNothingAfterwards() {
        Permit old = permit();
        open();
        pass(OPEN_WAIT);
        Permit probe = permit();
        breaker.record(old, Outcome.SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);

        breaker.record(probe, Outcome.SUCCESS, now);
        breaker.record(old, Outcome.FAILURE, now);
        assertThat(breaker.failures(now)).isZero();
        assertThat(breaker.lateOutcomes()).isEqualTo(2);
    }

    @Test
    @DisplayName("S109 forced open lets nobody go")
    void forcedOpenLetsNobodyGo() {
        breaker.mode(BreakerMode.FORCED_OPEN);
        pass(Duration.ofDays(1));

        assertThat(breaker.tryAcquire(now)).isEmpty();
        assertThat(breaker.nextChange()).isEmpty();
        breaker.mode(BreakerMode.NORMAL);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.tryAcquire(now)).isPresent();
    }

    @Test
    @DisplayName("S109 disabled lets everybody go and counts nothing; metrics only counts")
    void disabledAndMetricsOnlyNeverHoldBack() {
        breaker.mode(BreakerMode.DISABLED);
        outcomes(Outcome.FAILURE, 50);
        assertThat(breaker.calls(now)).isZero();
        assertThat(breaker.tryAcquire(now)).isPresent();

        breaker.mode(BreakerMode.METRICS_ONLY);
        outcomes(Outcome.FAILURE, 50);
        assertThat(breaker.failures(now)).isEqualTo(50);
        assertThat(breaker.state()).isEqualTo(BreakerState.METRICS_ONLY);
        assertThat(breaker.tryAcquire(now)).isPresent();
    }

    @Test
    void whatIsKeptOfAFloodOfOutcomesIsBounded() {
        breaker.mode(BreakerMode.METRICS_ONLY);
        outcomes(Outcome.FAILURE, 20_000);

        assertThat(breaker.calls(now)).isLessThanOrEqualTo(10_000).isEqualTo(breaker.failures(now));
    }

    private void open() {
        outcomes(Outcome.FAILURE, 5);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    private void outcomes(Outcome outcome, int count) {
        for (int i = 0; i < count; i++) {
            Optional<Permit> permit = breaker.tryAcquire(now);
            permit.ifPresent(given -> breaker.record(given, outcome, now));
        }
    }

    private Permit permit() {
        return breaker.tryAcquire(now).orElseThrow();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
