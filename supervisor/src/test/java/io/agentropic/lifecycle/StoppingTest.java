package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way from a running agent to rest, or to its next incarnation, at a user's request. */
final class StoppingTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(directory, 1);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aStopAsksFirstAndTerminatesAtHalfItsGrace() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        CompletableFuture<Void> stop = agent.stop(Duration.ofSeconds(1));
        assertThat(child.hear()).isEqualTo(new SupervisorMessage.Stop("asked to stop", 1_000));
        done(stop);
        ExitReport report = rested(agent, AgentState.STOPPED);
        assertThat(report.cause()).isEqualTo(ExitCause.STOPPED);
        assertThat(report.code()).isEqualTo(143);
        assertThat(child.lives()).isFalse();
    }

    @Test
    void anAgentThatEndsWhenAskedIsNotSignalled() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        CompletableFuture<Void> stop = agent.stop(LONG);
        assertThat(child.hear()).isInstanceOf(SupervisorMessage.Stop.class);
        child.exit(0);
        done(stop);
        assertThat(rested(agent, AgentState.STOPPED).summary()).isEqualTo("stopped as asked, exit code 0");
    }

    @Test
    void aSecondStopJoinsTheFirst() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        CompletableFuture<Void> first = agent.stop(LONG);
        CompletableFuture<Void> second = agent.stop(LONG);
        assertThat(child.hear()).isInstanceOf(SupervisorMessage.Stop.class);
        Stage.awaitState(agent, AgentState.STOPPING);
        child.exit(0);
        done(first);
        done(second);
        done(agent.stop(LONG));
        assertThat(agent.view().status().incarnation()).isEqualTo(1);
    }

    @Test
    void whoDoesNotEndWithinItsGraceIsKilled() throws Exception {
        stage.childrenIgnoreTermination();
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.runningChild(agent);
        done(agent.stop(Duration.ofMillis(200)));
        ExitReport report = rested(agent, AgentState.STOPPED);
        assertThat(report.cause()).isEqualTo(ExitCause.FORCED);
        assertThat(report.summary()).isEqualTo("killed because it had not stopped within its grace");
    }

    @Test
    @DisplayName("S72: a request that is not answered leaves SIGTERM its two seconds")
    void sigtermHasTwoSecondsToItself() throws Exception {
        stage.childrenIgnoreTermination();
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.runningChild(agent);
        done(agent.stop(Duration.ofSeconds(5)));
        ExitReport report = rested(agent, AgentState.STOPPED);
        assertThat(report.cause()).isEqualTo(ExitCause.FORCED);
        assertThat(Duration.between(at(report, "sent SIGTERM"), at(report, "killed:")))
                .isGreaterThanOrEqualTo(Duration.ofMillis(1_990));
    }

    private static Instant at(ExitReport report, String action) {
        return report.actions().stream()
                .filter(done -> done.what().startsWith(action))
                .findFirst()
                .orElseThrow()
                .at();
    }

    @Test
    @DisplayName("S100: one that somebody has stopped with SIGSTOP is let go on after its SIGTERM")
    void whoWasStoppedBySomebodyElseRunsOnToEnd() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
        done(agent.stop(Duration.ofSeconds(2)));
        ExitReport report = rested(agent, AgentState.STOPPED);
        assertThat(report.cause()).isEqualTo(ExitCause.STOPPED);
        assertThat(report.code()).isEqualTo(143);
    }

    @Test
    void noGraceKillsAtOnce() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.runningChild(agent);
        done(agent.stop(Duration.ZERO));
        assertThat(rested(agent, AgentState.STOPPED).summary()).isEqualTo("killed as asked");
    }

    @Test
    void aKillCutsAStopUnderWayShort() throws Exception {
        stage.childrenIgnoreTermination();
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        CompletableFuture<Void> stop = agent.stop(LONG);
        assertThat(child.hear()).isInstanceOf(SupervisorMessage.Stop.class);
        done(agent.stop(Duration.ZERO));
        done(stop);
        assertThat(rested(agent, AgentState.STOPPED).summary()).isEqualTo("killed as asked");
    }

    @Test
    void aStartDuringAStopBecomesARestart() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        CompletableFuture<Void> stop = agent.stop(LONG);
        assertThat(child.hear()).isInstanceOf(SupervisorMessage.Stop.class);
        CompletableFuture<Void> start = agent.start();
        child.exit(1);
        stage.runningChild(agent);
        done(stop);
        done(start);
        assertThat(agent.view().status().incarnation()).isEqualTo(2);
        assertThat(agent.view().status().consecutiveFailures()).isZero();
    }

    @Test
    void aStopAfterThatStartKeepsItDown() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        CompletableFuture<Void> first = agent.stop(LONG);
        assertThat(child.hear()).isInstanceOf(SupervisorMessage.Stop.class);
        CompletableFuture<Void> start = agent.start();
        CompletableFuture<Void> second = agent.stop(LONG);
        child.exit(0);
        done(first);
        done(second);
        assertThatThrownBy(() -> done(start)).hasCauseInstanceOf(AgentStateException.class);
        assertThat(rested(agent, AgentState.STOPPED).incarnation()).isEqualTo(1);
    }

    @Test
    void aRestartIsFulfilledWhenTheNextCodeWasEntered() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild first = stage.runningChild(agent);
        CompletableFuture<Void> restart = agent.restart();
        assertThat(first.hear()).isInstanceOf(SupervisorMessage.Stop.class);
        first.exit(0);
        ScriptedChild second = stage.child();
        second.greet();
        assertThat(restart).isNotDone();
        second.enterCode();
        done(restart);
        assertThat(agent.view().status().restarts()).isZero();
    }

    @Test
    void restartsAskedForTogetherAreOne() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild first = stage.runningChild(agent);
        CompletableFuture<Void> one = agent.restart();
        CompletableFuture<Void> two = agent.restart();
        assertThat(first.hear()).isInstanceOf(SupervisorMessage.Stop.class);
        Stage.awaitState(agent, AgentState.STOPPING);
        first.exit(0);
        stage.runningChild(agent);
        done(one);
        done(two);
        assertThat(agent.view().status().incarnation()).isEqualTo(2);
        assertThat(stage.hasFreshChild()).isFalse();
    }

    @Test
    void anAgentAtRestStartsAgain() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.runningChild(agent);
        done(agent.stop(Duration.ZERO));
        CompletableFuture<Void> start = agent.start();
        stage.runningChild(agent);
        done(start);
        done(agent.stop(Duration.ZERO));
        CompletableFuture<Void> restart = agent.restart();
        stage.runningChild(agent);
        done(restart);
        assertThat(agent.view().status().incarnation()).isEqualTo(3);
    }

    @Test
    void aPauseWhileItStopsIsRefused() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        CompletableFuture<Void> stop = agent.stop(LONG);
        assertThatThrownBy(() -> done(agent.pause()))
                .hasCauseInstanceOf(AgentStateException.class)
                .hasMessageContaining("STOPPING");
        child.exit(0);
        done(stop);
    }

    private static void done(CompletableFuture<Void> request) throws Exception {
        request.get(20, TimeUnit.SECONDS);
    }

    private static ExitReport rested(Agent agent, AgentState state) throws Exception {
        Stage.awaitState(agent, state);
        ExitReport report = agent.view().status().lastExit();
        if (report == null) {
            throw new AssertionError("no exit report");
        }
        return report;
    }
}
