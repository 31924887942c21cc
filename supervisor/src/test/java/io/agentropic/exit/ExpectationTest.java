package io.agentropic.exit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.fence.Evidence;
import io.agentropic.fence.ResourceUsage;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exit code is taken for when some codes are successes, or an end comes too soon. */
final class ExpectationTest {

    @ParameterizedTest(name = "exit code {0}, too soon: {1}")
    @CsvSource({
        "0, false, COMPLETED",
        "3, false, COMPLETED",
        "143, false, COMPLETED",
        "4, false, FAILED",
        "130, false, EXTERNAL_SIGNAL",
        "0, true, START_FAILED",
        "3, true, START_FAILED",
        "4, true, FAILED"
    })
    @DisplayName("S05 codes of success complete; S35 a clean end within minUptime is a failed start")
    void theExpectationDecidesAboutCleanEnds(int code, boolean tooSoon, ExitCause cause) {
        assertThat(classify(code, OwnAction.NONE, new Expectation(Set.of(0, 3, 143), tooSoon), 0, 0))
                .isEqualTo(cause);
    }

    @Test
    void aStopThatWasAskedForIsNeverTooSoon() {
        assertThat(classify(0, OwnAction.STOP, new Expectation(Set.of(0), true), 0, 0))
                .isEqualTo(ExitCause.STOPPED);
    }

    @Test
    @DisplayName("S102 a kill of one of its processes that it had outlived does not explain its own end")
    void anEarlierKillDoesNotExplainALaterOne() {
        assertThat(classify(137, OwnAction.NONE, Expectation.DEFAULT, 1, 1)).isEqualTo(ExitCause.KILLED);
        assertThat(classify(137, OwnAction.NONE, Expectation.DEFAULT, 1, 2)).isEqualTo(ExitCause.OOM_KILLED);
    }

    private static ExitCause classify(
            int code, OwnAction action, Expectation expectation, long earlierKills, long kills) {
        Evidence evidence = new Evidence(kills, 0, 0, "", ResourceUsage.NONE);
        return ExitClassifier.classify(new ExitFacts(
                        code, true, action, false, false, false, false, "", "", expectation, earlierKills, evidence))
                .cause();
    }
}
