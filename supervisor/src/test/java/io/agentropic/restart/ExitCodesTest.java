package io.agentropic.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows an end: what the supervisor did, then memory, then the exit code, then the policy. */
final class ExitCodesTest {

    /** 3 is a success, 42 forces, 77 prevents; 99 forces and would be a success. */
    private static final ExitCodes CODES = new ExitCodes(Set.of(0, 3, 99), Set.of(125, 77), Set.of(42, 99, 137));

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource({
        "COMPLETED, 0, CLEAN",
        "COMPLETED, 3, CLEAN",
        "COMPLETED, 99, FORCED",
        "FAILED, 1, FAILURE",
        "FAILED, 42, FORCED",
        "FAILED, 77, PREVENTED",
        "START_FAILED, 125, PREVENTED",
        "START_FAILED, 1, FAILURE",
        "EXTERNAL_SIGNAL, 143, FAILURE",
        "KILLED, 137, FORCED",
        "OOM_KILLED, 137, FAILURE",
        "STOPPED, 77, CLEAN",
        "UNHEALTHY, 77, FAILURE",
        "START_TIMEOUT, 42, FAILURE",
        "FORCED, 137, FAILURE",
        "SPAWN_FAILED, , FAILURE"
    })
    void whatWasDoneAndMemoryComeBeforeTheCode(ExitCause cause, Integer code, Standing standing) {
        assertThat(CODES.standing(cause, code)).isEqualTo(standing);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource({
        "ALWAYS, CLEAN, Restart",
        "ALWAYS, FAILURE, Restart",
        "ON_FAILURE, CLEAN, Complete",
        "ON_FAILURE, FAILURE, Restart",
        "NEVER, CLEAN, Complete",
        "NEVER, FAILURE, GiveUp",
        "NEVER, FORCED, Restart",
        "ALWAYS, PREVENTED, GiveUp",
        "ON_FAILURE, PREVENTED, GiveUp"
    })
    @DisplayName("S01 S02 S03 S04 S06 S08 S09 the table of policies and standings")
    void thePolicyDecidesUnlessTheCodeDid(RestartPolicy policy, Standing standing, String decision) {
        RestartHistory history =
                new RestartHistory(policy, RestartBudget.DEFAULT, BackoffStrategy.DEFAULT, Duration.ofMinutes(1), null);

        assertThat(history.decide(standing, 0, 0).getClass().getSimpleName()).isEqualTo(decision);
    }

    @Test
    void theWorkersOwnCodeForNothingToLoadPreventsByDefault() {
        assertThat(ExitCodes.DEFAULT.standing(ExitCause.START_FAILED, 125)).isEqualTo(Standing.PREVENTED);
    }

    @Test
    void aForcedRestartIsChargedToTheBudgetToo() {
        RestartHistory history = new RestartHistory(
                RestartPolicy.NEVER,
                new RestartBudget(1, Duration.ofMinutes(1)),
                BackoffStrategy.DEFAULT,
                Duration.ofMinutes(1),
                null);

        assertThat(history.decide(Standing.FORCED, 0, 0)).isInstanceOf(RestartDecision.Restart.class);
        assertThat(history.decide(Standing.FORCED, 0, 0)).isInstanceOf(RestartDecision.GiveUp.class);
    }

    @Test
    void aSpentBudgetMayBeFollowedByOneMoreAttempt() {
        Duration later = Duration.ofMinutes(30);
        RestartHistory history = new RestartHistory(
                RestartPolicy.ON_FAILURE,
                new RestartBudget(0, Duration.ofMinutes(1)),
                BackoffStrategy.DEFAULT,
                Duration.ofMinutes(1),
                later);

        assertThat(history.decide(Standing.FAILURE, 0, 0))
                .isEqualTo(new RestartDecision.Recover(later, "its restart budget is spent: 0 in 60 s"));
    }

    @Test
    void codesOutOfRangeAndContradictionsAreRefused() {
        assertThat(new ExitCodes(Set.of(0, 256), Set.of(-1), Set.of(300)).violations())
                .hasSize(3)
                .allMatch(sentence -> sentence.contains("exit codes go from 0 to 255"));
        assertThat(new ExitCodes(Set.of(0, 5), Set.of(5, 6), Set.of(6)).violations())
                .hasSize(2);
        assertThat(ExitCodes.DEFAULT.violations()).isEmpty();
    }
}
