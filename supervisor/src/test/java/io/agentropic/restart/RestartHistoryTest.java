package io.agentropic.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.restart.RestartDecision.Complete;
import io.agentropic.restart.RestartDecision.GiveUp;
import io.agentropic.restart.RestartDecision.Restart;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time is a number here: the history never looks at a clock itself, so no step of one can change its deadlines. */
final class RestartHistoryTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration RESET_AFTER = Duration.ofSeconds(60);
    private static final BackoffStrategy BACKOFF = BackoffStrategy.exponential(
                    Duration.ofSeconds(1), Duration.ofSeconds(60), 2)
            .withJitter(0);
    private static final GiveUp SPENT = new GiveUp("its restart budget is spent: 2 in 10 s");

    private final RestartHistory history = history(RestartPolicy.ON_FAILURE, 2);

    private static RestartHistory history(RestartPolicy policy, int maxRestarts) {
        return new RestartHistory(policy, new RestartBudget(maxRestarts, WINDOW), BACKOFF, RESET_AFTER, null);
    }

    @Test
    void restartsWithinTheWindowAreAllowedUpToTheBudgetAndOneMoreGivesUp() {
        assertThat(failsAt(0)).isEqualTo(restartIn(1));
        assertThat(failsAt(1)).isEqualTo(restartIn(2));
        assertThat(failsAt(2)).isEqualTo(SPENT);
        assertThat(history.restarts()).isEqualTo(2);
        assertThat(history.consecutiveFailures()).isEqualTo(3);
    }

    @Test
    void asManyRestartsSpreadWiderThanTheWindowNeverGiveUp() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(failsAt(i * 5.001)).isInstanceOf(Restart.class);
        }
    }

    @Test
    void aRestartExactlyAsOldAsTheWindowStillCounts() {
        failsAt(0);
        failsAt(5);
        assertThat(failsAt(10)).isEqualTo(SPENT);
    }

    @Test
    void aRestartOlderThanTheWindowCountsNoMore() {
        failsAt(0);
        failsAt(5);
        assertThat(failsAt(10.001)).isInstanceOf(Restart.class);
    }

    @Test
    void whatWasChangedBeginsANewSeriesOnTheSameBudget() {
        failsAt(0);
        assertThat(failsAt(1)).isEqualTo(restartIn(2));
        history.beginSeries();
        assertThat(history.consecutiveFailures()).isZero();
        assertThat(failsAt(2)).isEqualTo(SPENT);
    }

    @Test
    void theMonotonicClockMayBeginAnywhere() {
        long nearOverflow = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 2; i++) {
            history.decide(
                    Standing.FAILURE, nearOverflow + Duration.ofSeconds(i).toNanos(), 0);
        }
        assertThat(history.decide(
                        Standing.FAILURE, nearOverflow + Duration.ofSeconds(2).toNanos(), 0))
                .isEqualTo(SPENT);
    }

    @Test
    void withoutABudgetTheFirstFailureIsFinal() {
        assertThat(history(RestartPolicy.ON_FAILURE, 0).decide(Standing.FAILURE, 0, 0))
                .isInstanceOf(GiveUp.class);
    }

    @Test
    void anUnlimitedBudgetIsNeverSpent() {
        RestartHistory unlimited = history(RestartPolicy.ON_FAILURE, RestartBudget.UNLIMITED);
        for (int i = 0; i < 10_000; i++) {
            assertThat(unlimited.decide(Standing.FAILURE, 0, 0)).isInstanceOf(Restart.class);
        }
        assertThat(unlimited.restarts()).isEqualTo(10_000);
    }

    @Test
    void aStableRunEndsTheSeriesOfFailures() {
        RestartHistory patient = history(RestartPolicy.ON_FAILURE, 100);
        patient.decide(Standing.FAILURE, 0, 0);
        patient.decide(Standing.FAILURE, 0, 0);
        patient.ranFor(RESET_AFTER);
        assertThat(patient.decide(Standing.FAILURE, 0, 0)).isEqualTo(restartIn(1));
    }

    @Test
    void aRunJustShortOfStableKeepsTheSeries() {
        RestartHistory patient = history(RestartPolicy.ON_FAILURE, 100);
        patient.decide(Standing.FAILURE, 0, 0);
        patient.decide(Standing.FAILURE, 0, 0);
        patient.ranFor(RESET_AFTER.minusNanos(1));
        assertThat(patient.decide(Standing.FAILURE, 0, 0)).isEqualTo(restartIn(4));
    }

    @Test
    void aCleanEndCompletesUnlessThePolicyIsAlways() {
        assertThat(history.decide(Standing.CLEAN, 0, 0)).isEqualTo(new Complete());
        assertThat(history(RestartPolicy.NEVER, 5).decide(Standing.CLEAN, 0, 0)).isEqualTo(new Complete());
        assertThat(history(RestartPolicy.ALWAYS, 5).decide(Standing.CLEAN, 0, 0))
                .isEqualTo(restartIn(1));
    }

    @Test
    void aFailureIsFinalWhenThePolicyIsNever() {
        assertThat(history(RestartPolicy.NEVER, 5).decide(Standing.FAILURE, 0, 0))
                .isEqualTo(new GiveUp("its restart policy is 'never'"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9})
    void aCleanEndUnderAlwaysWaitsTheFirstDelayAndChangesNoSeries(double random) {
        RestartHistory always = history(RestartPolicy.ALWAYS, 100);
        always.decide(Standing.FAILURE, 0, 0);
        always.decide(Standing.FAILURE, 0, 0);
        assertThat(always.decide(Standing.CLEAN, 0, random)).isEqualTo(restartIn(1));
        assertThat(always.consecutiveFailures()).isEqualTo(2);
        assertThat(always.decide(Standing.FAILURE, 0, 0)).isEqualTo(restartIn(4));
    }

    @Test
    void cleanEndsUnderAlwaysSpendTheBudgetToo() {
        RestartHistory always = history(RestartPolicy.ALWAYS, 2);
        always.decide(Standing.CLEAN, 0, 0);
        always.decide(Standing.CLEAN, 0, 0);
        assertThat(always.decide(Standing.CLEAN, 0, 0)).isEqualTo(SPENT);
    }

    @Test
    void aStartByHandForgivesAllButTheTotal() {
        failsAt(0);
        failsAt(1);
        assertThat(failsAt(2)).isEqualTo(SPENT);
        history.forgive();
        assertThat(history.consecutiveFailures()).isZero();
        assertThat(failsAt(3)).isEqualTo(restartIn(1));
        assertThat(history.restarts()).isEqualTo(3);
    }

    private RestartDecision failsAt(double second) {
        return history.decide(Standing.FAILURE, Math.round(second * 1e9), 0);
    }

    private static Restart restartIn(long seconds) {
        return new Restart(Duration.ofSeconds(seconds));
    }
}
