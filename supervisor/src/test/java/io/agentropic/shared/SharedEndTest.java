package io.agentropic.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.Clues;
import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.OwnAction;
import io.agentropic.fence.Evidence;
import io.agentropic.ipc.batch.SharedNews.Ended;
import io.agentropic.ipc.batch.SharedNews.Failure;
import io.agentropic.ipc.batch.SharedNews.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedEndTest {

    private static final Failure FAILURE = new Failure("java.lang.Error", "no disk", "at x");

    @ParameterizedTest
    @CsvSource({
        "WELL, NONE, true, COMPLETED",
        "WELL, STOP, true, STOPPED",
        "FAILED, NONE, true, FAILED",
        "FAILED, NONE, false, START_FAILED",
        "FAILED, STOP, true, STOPPED",
        "NOT_LOADABLE, NONE, false, START_FAILED",
        "ABANDONED, STOP, true, FORCED",
        "ABANDONED, KILL, true, FORCED",
        "ABANDONED, START_TIMEOUT, false, START_TIMEOUT",
        "WELL, START_TIMEOUT, false, START_TIMEOUT"
    })
    void theCauseFollowsFromWhatTheJvmSaysAndWhatTheSupervisorDid(
            Outcome outcome, OwnAction own, boolean entered, ExitCause cause) {
        assertThat(end(outcome, own, entered, Duration.ZERO).cause()).isEqualTo(cause);
    }

    @Test
    void theCodeIsTheOneThatAJvmOfItsOwnWouldEndWith() {
        assertThat(end(Outcome.WELL, OwnAction.NONE, true, Duration.ZERO).code())
                .isZero();
        assertThat(end(Outcome.FAILED, OwnAction.NONE, true, Duration.ZERO).code())
                .isEqualTo(1);
        assertThat(end(Outcome.NOT_LOADABLE, OwnAction.NONE, false, Duration.ZERO)
                        .code())
                .isEqualTo(125);
        assertThat(end(Outcome.ABANDONED, OwnAction.STOP, true, Duration.ZERO).code())
                .isNull();
    }

    @Test
    void aCleanEndBeforeTheMinUptimeIsAFailedStart() {
        SharedEnd end = end(Outcome.WELL, OwnAction.NONE, true, Duration.ofSeconds(5));

        assertThat(end.cause()).isEqualTo(ExitCause.START_FAILED);
        assertThat(end.summary()).contains("sooner than its minUptime");
    }

    @Test
    void whatWasThrownIsInTheSummary() {
        assertThat(end(Outcome.FAILED, OwnAction.NONE, true, Duration.ZERO).summary())
                .isEqualTo("failed after 1.5 s: java.lang.Error: no disk");
    }

    @ParameterizedTest
    @CsvSource({
        "KILLED, KILLED",
        "OOM_KILLED, OOM_KILLED",
        "JVM_OUT_OF_MEMORY, JVM_OUT_OF_MEMORY",
        "CRASHED, CRASHED",
        "FORCED, KILLED",
        "COMPLETED, FAILED",
        "FAILED, FAILED"
    })
    void theEndOfTheJvmIsTheEndOfItsAgentsAndIsNamedInTheirReports(ExitCause jvm, ExitCause cause) {
        SharedEnd end = SharedEnd.withJvm(jvmReport(jvm));

        assertThat(end.cause()).isEqualTo(cause);
        assertThat(end.summary())
                .isEqualTo(
                        "ended because the JVM that it shared (process 47) did: it is over; see reports/shared..jvm-3.json");
    }

    private static SharedEnd end(Outcome outcome, OwnAction own, boolean entered, Duration minUptime) {
        List<Failure> failures = outcome == Outcome.FAILED ? List.of(FAILURE) : List.of();
        return SharedEnd.of(new Ended(0, outcome, failures), "a", own, entered, Duration.ofMillis(1_500), minUptime);
    }

    private static ExitReport jvmReport(ExitCause cause) {
        return new ExitReport(
                SharedLevel.JVM_NAME,
                3,
                47L,
                cause,
                137,
                9,
                Instant.EPOCH,
                Instant.EPOCH,
                Duration.ZERO,
                "it is over",
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
}
