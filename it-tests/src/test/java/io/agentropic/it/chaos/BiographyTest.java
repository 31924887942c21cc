package io.agentropic.it.chaos;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.Clues;
import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.fence.Evidence;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must never be is found when it is. */
class BiographyTest {

    private static final Instant BEGIN = Instant.EPOCH;
    private static final int CODE_OF_SIGKILL = 137;

    private final Violations violations = new Violations();
    private final Biography steady = new Biography("a", Temper.STEADY, violations);
    private final Biography limited = new Biography("a", Temper.LIMITED, violations);

    private static AgentEvent event(long millis, long life, AgentState from, AgentState to, String reason) {
        return new AgentEvent(BEGIN.plusMillis(millis), "a", life, from, to, reason);
    }

    private static ExitReport report(long life, ExitCause cause) {
        return report(life, cause, BEGIN.plusSeconds(1));
    }

    private static ExitReport report(long life, ExitCause cause, Instant end) {
        return new ExitReport(
                "a",
                life,
                4711L,
                cause,
                CODE_OF_SIGKILL,
                null,
                BEGIN,
                end,
                Duration.between(BEGIN, end),
                "",
                Evidence.NONE,
                List.of(),
                false,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Clues.NONE);
    }

    private static void begins(Biography biography) {
        biography.happened(event(0, 0, AgentState.NEW, AgentState.WAITING, ""));
        biography.happened(event(0, 1, AgentState.WAITING, AgentState.STARTING, ""));
    }

    /** A life ends after it was killed, and the next one begins after {@code delayMillis}. */
    private static void killedAndRestarted(Biography biography, long life, long at, long delayMillis) {
        biography.harms(life, Fault.KILL);
        biography.happened(event(at, life, AgentState.STARTING, AgentState.FINISHING, ""));
        biography.reported(report(life, ExitCause.KILLED));
        biography.happened(event(at, life, AgentState.FINISHING, AgentState.BACKOFF, ""));
        biography.happened(
                event(at + delayMillis, life, AgentState.BACKOFF, AgentState.WAITING, "restart after a while"));
        biography.happened(event(at + delayMillis, life + 1, AgentState.WAITING, AgentState.STARTING, ""));
    }

    private void requireSound() {
        assertThatCode(() -> violations.requireNone("")).doesNotThrowAnyException();
    }

    private void requireFound(String violation) {
        assertThatThrownBy(() -> violations.requireNone("")).hasMessageContaining(violation);
    }

    @Test
    void aLifeThatWasKilledAndFollowedInTimeIsSound() {
        begins(steady);
        killedAndRestarted(steady, 1, 100, 22);
        steady.restarting(report(1, ExitCause.KILLED), Duration.ofMillis(21));

        requireSound();
    }

    @Test
    void aCauseThatNothingExplainsIsFound() {
        begins(steady);
        steady.harms(1, Fault.EXIT);
        steady.reported(report(1, ExitCause.KILLED));

        requireFound("which nothing explains");
    }

    @Test
    void aForcedEndIsExplainedByAStopThatWasUnderWay() {
        begins(steady);
        steady.asks(Request.STOP);
        steady.reported(report(1, ExitCause.FORCED, Instant.now().plusSeconds(1)));

        requireSound();
    }

    @Test
    void aSecondReportOnOneLifeIsFound() {
        begins(steady);
        steady.harms(1, Fault.KILL);
        steady.reported(report(1, ExitCause.KILLED));
        steady.reported(report(1, ExitCause.KILLED));

        requireFound("reported twice");
    }

    @Test
    void aLeapOverAStateIsFound() {
        begins(steady);
        steady.happened(event(1, 1, AgentState.STARTING, AgentState.BACKOFF, ""));

        requireFound("STARTING was followed by BACKOFF");
    }

    @Test
    void anEventThatWasNotToldIsFound() {
        begins(steady);
        steady.happened(event(1, 1, AgentState.STOPPING, AgentState.FINISHING, ""));

        requireFound("it came from STOPPING and had been STARTING");
    }

    @Test
    void aLifeNumberThatGoesBackIsFound() {
        begins(steady);
        killedAndRestarted(steady, 1, 100, 22);
        steady.happened(event(200, 1, AgentState.STARTING, AgentState.RUNNING, ""));

        requireFound("RUNNING in life 1, not 2");
    }

    @Test
    void aRestartBeforeItsDelayIsOverIsFound() {
        begins(steady);
        killedAndRestarted(steady, 1, 100, 10);
        steady.restarting(report(1, ExitCause.KILLED), Duration.ofMillis(21));

        requireFound("the delay was PT0.021S");
    }

    @Test
    void aDelayThatIsNotDueIsFound() {
        begins(steady);
        killedAndRestarted(steady, 1, 100, 500);
        steady.restarting(report(1, ExitCause.KILLED), Duration.ofMillis(90));

        requireFound("due were PT0.02S to ");
    }

    @Test
    void aRestartBeyondTheBudgetIsFound() {
        begins(limited);
        for (int life = 1; life <= 3; life++) {
            killedAndRestarted(limited, life, 1_000L * life, 60);
        }
        requireSound();

        killedAndRestarted(limited, 4, 4_000, 60);
        requireFound("the budget is 3");
    }

    @Test
    void givingUpBeforeTheBudgetIsSpentIsFound() {
        begins(limited);
        limited.harms(1, Fault.KILL);
        limited.happened(event(1, 1, AgentState.STARTING, AgentState.FINISHING, ""));
        limited.happened(event(1, 1, AgentState.FINISHING, AgentState.FAILED, "its restart budget is spent"));

        requireFound("it gave up without cause");
    }

    @Test
    void aStopThatReturnsWhileTheAgentRunsIsFound() {
        begins(steady);
        long stop = steady.asks(Request.STOP);
        steady.stopped(stop, () -> AgentState.RUNNING);

        requireFound("a stop returned and it is RUNNING");
    }
}
