package io.agentropic.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether a budget can be spent at all. */
final class RestartBudgetTest {

    @Test
    void theDefaultsCanBeSpentInHalfAMinute() {
        assertThat(RestartBudget.DEFAULT.shortestExhaustion(BackoffStrategy.DEFAULT))
                .isEqualTo(Duration.ofSeconds(31));
        assertThat(RestartBudget.DEFAULT.reachabilityViolations(BackoffStrategy.DEFAULT))
                .isEmpty();
    }

    @Test
    void aWindowNoLongerThanTheDelaysIsRefusedWithTheNumbers() {
        RestartBudget budget = new RestartBudget(5, Duration.ofSeconds(31));

        assertThat(budget.reachabilityViolations(BackoffStrategy.DEFAULT))
                .singleElement()
                .asString()
                .contains("5 restarts add up to 31.0 s", "the window is 31.0 s", "allowUnreachable");
        assertThat(new RestartBudget(5, Duration.ofMillis(31_001)).reachabilityViolations(BackoffStrategy.DEFAULT))
                .isEmpty();
    }

    @Test
    void manyRestartsWithConstantDelaysAreAddedUpAtOnce() {
        RestartBudget budget = new RestartBudget(900_000_000, Duration.ofDays(3_000));

        assertThat(budget.shortestExhaustion(BackoffStrategy.fixed(Duration.ofMillis(1))))
                .isEqualTo(Duration.ofHours(250));
    }

    @Test
    void noBudgetAndNoLimitAreAlwaysReachable() {
        Duration instant = Duration.ofNanos(1);

        assertThat(new RestartBudget(0, instant).reachabilityViolations(BackoffStrategy.DEFAULT))
                .isEmpty();
        assertThat(new RestartBudget(RestartBudget.UNLIMITED, instant).reachabilityViolations(BackoffStrategy.DEFAULT))
                .isEmpty();
    }

    @Test
    @DisplayName("S17 geometric steps: r_i = r0 * (rn / r0)^((i - 1) / n)")
    void geometricStepsReachTheLongestDelayAfterSoManySteps() {
        BackoffStrategy steps = BackoffStrategy.geometric(Duration.ofMillis(100), Duration.ofMillis(8_100), 4);

        assertThat(steps.delay(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(steps.delay(2).toMillis()).isBetween(299L, 300L);
        assertThat(steps.delay(3).toMillis()).isBetween(899L, 900L);
        assertThat(steps.delay(4).toMillis()).isBetween(2_699L, 2_700L);
        assertThat(steps.delay(5).toMillis()).isBetween(8_099L, 8_100L);
        assertThat(steps.delay(50)).isEqualTo(Duration.ofMillis(8_100));
    }
}
