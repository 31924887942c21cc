package io.agentropic.exit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.cgroup.Strain;
import io.agentropic.exit.ExitReport.UncaughtError;
import io.agentropic.fence.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LifeRecordTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final LifeRecord life = new LifeRecord();

    @Test
    void theFirstBlameStays() {
        life.started();
        life.blame(OwnAction.START_TIMEOUT);
        life.blame(OwnAction.STOP);
        assertThat(end(143, List.of()).cause()).isEqualTo(ExitCause.START_TIMEOUT);
    }

    @Test
    void aStopThatBecomesAKillIsBlamedOnTheKill() {
        life.started();
        life.blame(OwnAction.STOP);
        life.blame(OwnAction.KILL);
        life.killed();
        assertThat(end(137, List.of()).summary()).isEqualTo("killed as asked");
    }

    @Test
    void aStartThatTookTooLongStaysOneWhenItIsKilled() {
        life.blame(OwnAction.START_TIMEOUT);
        life.blame(OwnAction.KILL);
        life.killed();
        assertThat(end(137, List.of()).cause()).isEqualTo(ExitCause.START_TIMEOUT);
    }

    @Test
    void theMarkerInATailTellsHeapExhaustion() {
        life.started();
        ExitReport report =
                end(3, List.of("working", "Terminating due to java.lang.OutOfMemoryError: Java heap space"));
        assertThat(report.cause()).isEqualTo(ExitCause.JVM_OUT_OF_MEMORY);
        assertThat(report.heapExhausted()).isTrue();
    }

    @Test
    void theMarkerCountsOnlyWithItsExitCode() {
        life.started();
        ExitReport report = end(1, List.of("Terminating due to java.lang.OutOfMemoryError: Java heap space"));
        assertThat(report.cause()).isEqualTo(ExitCause.FAILED);
        assertThat(report.heapExhausted()).isFalse();
    }

    @Test
    void theNewestTenErrorsAreKeptAndTheLastExplainsTheEnd() {
        life.started();
        IntStream.range(0, 12).forEach(i -> life.uncaught(error("no " + i), false));
        ExitReport report = end(1, List.of());
        assertThat(report.uncaughtErrors())
                .hasSize(10)
                .startsWith(error("no 2"))
                .endsWith(error("no 11"));
        assertThat(report.summary())
                .isEqualTo("failed after 1.5 s with exit code 1: java.lang.Error: no 11 in thread 'main'");
    }

    @Test
    void theFirstFiftyActionsAreKept() {
        life.started();
        IntStream.range(0, 60).forEach(i -> life.acted(START, "did " + i));
        assertThat(end(0, List.of()).actions()).hasSize(50).startsWith(new ExitReport.SupervisorAction(START, "did 0"));
    }

    private static UncaughtError error(String message) {
        return new UncaughtError("main", "java.lang.Error", message, "");
    }

    private ExitReport end(int code, List<String> stdout) {
        return life.report(new Ending(
                "a",
                1,
                4711L,
                code,
                START,
                START.plusMillis(1500),
                Evidence.NONE,
                List.of(),
                Strain.NONE,
                null,
                stdout,
                List.of(),
                null));
    }
}
