package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows an end that nobody asked for, and how a life is over for good. */
final class RestartingTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Supervision PROMPT = Supervision.builder()
            .backoff(BackoffStrategy.fixed(Duration.ofMillis(10)))
            .resetAfter(HOUR)
            .build();
    private static final Supervision PATIENT =
            Supervision.builder().backoff(BackoffStrategy.fixed(HOUR)).build();

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
    void aFailureIsFollowedByTheNextIncarnation() throws Exception {
        Agent agent = stage.begin(PROMPT);
        ScriptedChild first = stage.runningChild(agent);
        first.exit(1);
        ScriptedChild second = stage.runningChild(agent);
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(agent.view().status().incarnation()).isEqualTo(2);
        assertThat(agent.view().status().restarts()).isEqualTo(1);
        assertThat(agent.view().status().consecutiveFailures()).isEqualTo(1);
    }

    @Test
    void aCleanEndCompletesWithTheResult() throws Exception {
        Agent agent = stage.begin(PROMPT);
        ScriptedChild child = stage.runningChild(agent);
        child.say(new WorkerMessage.Result(Payload.of("42")));
        child.exit(0);
        AgentResult result = agent.view().rest().get(20, TimeUnit.SECONDS);
        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.output()).isEqualTo(Payload.of("42"));
    }

    @Test
    void aCrashFileOfAnEarlierAgentOfTheSameNameIsNoEvidence() throws Exception {
        Path crashFile =
                stage.services().directory().makeAgentDirectory(Stage.AGENT).resolve("hs_err_1.log");
        Files.writeString(crashFile, "#  SIGSEGV (0xb) at pc=0x0\n");
        Agent agent = stage.begin(
                Supervision.builder().restartPolicy(RestartPolicy.NEVER).build());
        stage.runningChild(agent).exit(1);
        AgentResult result = agent.view().rest().get(20, TimeUnit.SECONDS);

        assertThat(Objects.requireNonNull(result.lastExit()).cause()).isEqualTo(ExitCause.FAILED);
        assertThat(crashFile).doesNotExist();
    }

    @Test
    void aStopWhileItWaitsEndsTheWaitAtOnce() throws Exception {
        Agent agent = backingOff();
        done(agent.stop(HOUR));
        assertThat(agent.view().state()).isEqualTo(AgentState.STOPPED);
        assertThat(stage.hasFreshChild()).isFalse();
    }

    @Test
    void aStartWhileItWaitsStartsAtOnceAndForgives() throws Exception {
        Agent agent = backingOff();
        CompletableFuture<Void> start = agent.start();
        stage.runningChild(agent);
        done(start);
        assertThat(agent.view().status().consecutiveFailures()).isZero();
    }

    @Test
    void aStartThatKeepsTheBackoffCutsTheDelayShortAndForgetsNothing() throws Exception {
        Agent agent = backingOff();
        CompletableFuture<Void> start = agent.hurry();
        ScriptedChild second = stage.runningChild(agent);
        done(start);
        assertThat(agent.view().status().consecutiveFailures()).isEqualTo(1);

        second.exit(1);
        Stage.awaitState(agent, AgentState.BACKOFF);
        assertThat(agent.view().status().consecutiveFailures()).isEqualTo(2);
    }

    @Test
    void aResetOfAFailedAgentLeavesItStoppedAndItsBudgetWhole() throws Exception {
        Agent agent = stage.begin(Supervision.builder()
                .backoff(BackoffStrategy.fixed(Duration.ofMillis(10)))
                .maxRestarts(0)
                .build());
        stage.runningChild(agent).exit(1);
        Stage.awaitState(agent, AgentState.FAILED);

        done(agent.reset());
        assertThat(agent.view().state()).isEqualTo(AgentState.STOPPED);
        assertThat(agent.view().rest().get(20, TimeUnit.SECONDS).state()).isEqualTo(AgentState.STOPPED);
        assertThat(agent.view().status().wanted()).isEqualTo(Wanted.DOWN);
        assertThat(agent.view().status().consecutiveFailures()).isZero();
        assertThat(stage.hasFreshChild()).isFalse();
    }

    @Test
    void aResetOfAnAgentThatWaitsToBeRestartedLeavesItWaiting() throws Exception {
        Agent agent = backingOff();
        done(agent.reset());
        assertThat(agent.view().state()).isEqualTo(AgentState.BACKOFF);
        Stage.eventually(() -> agent.view().status().consecutiveFailures() == 0);
    }

    @Test
    void aPauseWhileItWaitsIsRefused() throws Exception {
        Agent agent = backingOff();
        assertThatThrownBy(() -> done(agent.pause()))
                .hasCauseInstanceOf(AgentStateException.class)
                .hasMessageContaining("BACKOFF");
    }

    @Test
    void aSpentBudgetFailsTheAgentAndAStartByHandRevivesIt() throws Exception {
        Agent agent = stage.begin(Supervision.builder()
                .backoff(BackoffStrategy.fixed(Duration.ofMillis(10)))
                .maxRestarts(1)
                .build());
        stage.runningChild(agent).exit(1);
        stage.runningChild(agent).exit(1);
        Stage.awaitState(agent, AgentState.FAILED);
        assertThat(agent.view().status().reason()).contains("not started again, because");

        CompletableFuture<Void> start = agent.start();
        stage.runningChild(agent);
        done(start);
        assertThat(agent.view().status().consecutiveFailures()).isZero();
    }

    @Test
    void hooksAreCalledInTheOrderOfTheLife() throws Exception {
        Agent agent = stage.begin(Supervision.builder()
                .backoff(BackoffStrategy.fixed(Duration.ofMillis(10)))
                .maxRestarts(1)
                .build());
        ScriptedChild first = stage.runningChild(agent);
        first.say(new WorkerMessage.UncaughtError("main", "java.lang.Error", "no", "", false));
        first.exit(1);
        stage.child().exit(3);
        Stage.awaitState(agent, AgentState.FAILED);
        Stage.eventually(() -> stage.hooksCalled().contains("give up 2"));
        assertThat(stage.hooksCalled())
                .containsExactly(
                        "start 1",
                        "error 1 java.lang.Error",
                        "failure 1 of 1, again in 10",
                        "stop 1 FAILED",
                        "restart 1 in 10",
                        "failure 2 of 2, again in -",
                        "stop 2 START_FAILED",
                        "give up 2");
    }

    @Test
    void anAgentThatWaitsHasNoMoreHooksCalledWhenItIsStopped() throws Exception {
        Agent agent = backingOff();
        done(agent.stop(HOUR));
        Stage.eventually(() -> stage.hooksCalled().contains("restart 1 in 3600000"));
        assertThat(stage.hooksCalled())
                .containsExactly(
                        "start 1", "failure 1 of 1, again in 3600000", "stop 1 FAILED", "restart 1 in 3600000");
    }

    @Test
    @DisplayName("S21: the time after which failures are forgotten begins anew with each life")
    void theResetTimerOfAnEarlierLifeIsIgnored() throws Exception {
        Duration time = Duration.ofSeconds(2);
        Agent agent = stage.begin(Supervision.builder()
                .backoff(BackoffStrategy.fixed(time).withJitter(0))
                .resetAfter(time)
                .build());
        stage.runningChild(agent).exit(1);
        ScriptedChild second = stage.runningChild(agent);
        assertThat(agent.view().status().consecutiveFailures()).isEqualTo(1);
        second.exit(1);
        Stage.awaitState(agent, AgentState.BACKOFF);
        assertThat(agent.view().status().consecutiveFailures()).isEqualTo(2);
    }

    @Test
    void signalsOfAnEarlierIncarnationAreDropped() throws Exception {
        AgentSpec spec = Stage.spec(PROMPT).build();
        Inbox inbox = new Inbox();
        AgentView view = new AgentView(spec, null);
        var life = new AgentLife(
                spec,
                stage.program(new Program.MainClass("a.Main")),
                stage.services(),
                inbox,
                view,
                Optional.empty(),
                Companion.NONE);
        Thread thread = Thread.ofVirtual().start(new LifeLoop(life));
        stage.child().exit(1);
        try (ScriptedChild second = stage.child()) {
            second.greet();
            second.enterCode();
            Stage.eventually(() -> view.state() == AgentState.RUNNING);

            inbox.put(new Signal.Heard(1, new WorkerMessage.Result(Payload.of("late"))));
            inbox.put(new Signal.HungUp(1, "late"));
            inbox.put(new Signal.Exited(1, 0));
            CompletableFuture<Void> after = new CompletableFuture<>();
            inbox.put(new Signal.Start(after));
            assertThatThrownBy(() -> done(after)).hasMessageContaining("RUNNING");

            assertThat(view.status().pid()).isEqualTo(second.pid());
            CompletableFuture<Void> retired = new CompletableFuture<>();
            inbox.put(new Signal.Stop(Duration.ZERO, new CompletableFuture<>()));
            inbox.put(new Signal.Retire(retired));
            done(retired);
            AgentResult result = view.rest().get(20, TimeUnit.SECONDS);
            assertThat(result.output()).isEqualTo(Payload.EMPTY);
        }
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }

    // The end for good.

    @Test
    void aRunningAgentRetires() throws Exception {
        Agent agent = stage.begin(
                Supervision.builder().stopGrace(Duration.ofMillis(100)).build());
        stage.runningChild(agent);
        assertRetires(agent, AgentState.STOPPED);
    }

    @Test
    void aStartingAgentRetires() throws Exception {
        Agent agent = stage.begin(PROMPT);
        stage.child();
        assertRetires(agent, AgentState.STOPPED);
    }

    @Test
    void anAgentThatWaitsForItsNextStartRetires() throws Exception {
        assertRetires(backingOff(), AgentState.STOPPED);
    }

    @Test
    void anAgentThatWaitsForAPlaceRetires() throws Exception {
        Agent first = stage.begin(PROMPT);
        stage.runningChild(first);
        Agent second = stage.begin(Stage.spec(PROMPT).name("b").build());
        Stage.awaitState(second, AgentState.WAITING);
        assertRetires(second, AgentState.STOPPED);
    }

    @Test
    void anAgentAtRestRetiresAsItIs() throws Exception {
        Agent agent = stage.begin(PROMPT);
        stage.child().exit(0);
        Stage.awaitState(agent, AgentState.COMPLETED);
        assertRetires(agent, AgentState.COMPLETED);
    }

    private Agent backingOff() throws Exception {
        Agent agent = stage.begin(PATIENT);
        stage.runningChild(agent).exit(1);
        Stage.awaitState(agent, AgentState.BACKOFF);
        return agent;
    }

    private static void assertRetires(Agent agent, AgentState state) throws Exception {
        done(agent.retire());
        assertThat(agent.view().state()).isEqualTo(state);
        assertThatThrownBy(() -> done(agent.start()))
                .hasCauseInstanceOf(AgentStateException.class)
                .hasMessageMatching("(?s).*(it is not supervised any more|its runtime is closing).*");
    }

    private static void done(CompletableFuture<Void> request) throws Exception {
        request.get(20, TimeUnit.SECONDS);
    }
}
