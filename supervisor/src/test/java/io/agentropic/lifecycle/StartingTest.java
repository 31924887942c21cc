package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first request to the entry of an agent's code, and every way that this can fail. */
final class StartingTest {

    private static final Supervision ONCE =
            Supervision.builder().restartPolicy(RestartPolicy.NEVER).build();

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
    void anAgentRunsWhenItsCodeWasEntered() throws Exception {
        Agent agent = stage.begin(ONCE);
        ScriptedChild child = stage.child();
        CompletableFuture<Void> start = agent.start();
        SupervisorMessage.Start told = child.greet();
        assertThat(told.name()).isEqualTo(Stage.AGENT);
        assertThat(told.incarnation()).isEqualTo(1);
        assertThat(told.program()).isEqualTo(new Program.MainClass("a.Main"));
        assertThat(agent.view().state()).isEqualTo(AgentState.STARTING);
        assertThat(start).isNotDone();

        child.enterCode();
        start.get(20, TimeUnit.SECONDS);
        Stage.awaitState(agent, AgentState.RUNNING);
        assertThat(agent.view().status().pid()).isEqualTo(child.pid());
    }

    @Test
    void aStartIsToldAsPartOfTheLifeThatBegins() throws Exception {
        List<AgentEvent> told = new CopyOnWriteArrayList<>();
        stage.services().events().listen(told::add);
        Agent agent = stage.begin(ONCE);
        stage.runningChild(agent);
        Stage.eventually(() -> told.size() == 3);

        assertThat(told.stream().map(event -> event.to() + " " + event.incarnation()))
                .containsExactly("WAITING 0", "STARTING 1", "RUNNING 1");
    }

    @Test
    void aStartOfARunningAgentIsRefused() throws Exception {
        Agent agent = stage.begin(ONCE);
        ScriptedChild child = stage.runningChild(agent);
        assertRefused(agent.start(), "RUNNING", "it runs already; use restart");
        assertThat(child.lives()).isTrue();
    }

    @Test
    void aStopFailsWhoeverWaitsForTheStart() throws Exception {
        Agent agent = stage.begin(ONCE);
        stage.child();
        CompletableFuture<Void> start = agent.start();
        agent.stop(Duration.ofSeconds(10)).get(20, TimeUnit.SECONDS);
        assertRefused(start, "STOPPING", "stopped before it was started");
        assertThat(agent.view().state()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void aRestartBeforeTheCodeWasEnteredStartsANewChild() throws Exception {
        Agent agent = stage.begin(ONCE);
        ScriptedChild first = stage.child();
        CompletableFuture<Void> restart = agent.restart();
        ScriptedChild second = stage.runningChild(agent);
        restart.get(20, TimeUnit.SECONDS);
        assertThat(first.lives()).isFalse();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(agent.view().status().incarnation()).isEqualTo(2);
    }

    @Test
    void codeThatIsNotEnteredInTimeIsAFailure() throws Exception {
        Agent agent = stage.begin(Supervision.builder()
                .restartPolicy(RestartPolicy.NEVER)
                .startTimeout(Duration.ofMillis(200))
                .build());
        assertThat(failure(agent).cause()).isEqualTo(ExitCause.START_TIMEOUT);
    }

    @Test
    void aWorkerThatCannotLoadTheAgentSaysWhy() throws Exception {
        Agent agent = stage.begin(ONCE);
        ScriptedChild child = stage.child();
        child.greet();
        child.say(new WorkerMessage.StartFailed("class a.Main has no main method"));
        child.exit(1);
        ExitReport report = failure(agent);
        assertThat(report.cause()).isEqualTo(ExitCause.START_FAILED);
        assertThat(report.summary())
                .isEqualTo("ended before it had started, exit code 1: class a.Main has no main method");
    }

    @Test
    void anExitWithAnyCodeBeforeTheCodeWasEnteredIsAFailure() throws Exception {
        Agent agent = stage.begin(ONCE);
        stage.child().exit(7);
        ExitReport report = failure(agent);
        assertThat(report.cause()).isEqualTo(ExitCause.START_FAILED);
        assertThat(report.code()).isEqualTo(7);
    }

    @Test
    void anExitWithZeroBeforeTheCodeWasEnteredCompletes() throws Exception {
        Agent agent = stage.begin(ONCE);
        stage.child().exit(0);
        AgentResult result = agent.view().rest().get(20, TimeUnit.SECONDS);
        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
    }

    @Test
    void aChildThatCannotBeSpawnedIsAFailureThatBacksOff() throws Exception {
        Path workingDirectory = Files.createDirectory(directory.resolve("work"));
        Agent agent = new Agent(
                Stage.spec(Supervision.DEFAULT)
                        .workingDirectory(workingDirectory)
                        .build(),
                stage.program(new Program.MainClass("a.Main")),
                stage.services(),
                Optional.empty());
        Files.delete(workingDirectory);
        agent.begin();
        Stage.awaitState(agent, AgentState.BACKOFF);
        assertThat(agent.view().status().lastExit()).isInstanceOfSatisfying(ExitReport.class, report -> {
            assertThat(report.cause()).isEqualTo(ExitCause.SPAWN_FAILED);
            assertThat(report.summary()).contains("cannot be started in " + workingDirectory);
        });
        agent.retire().get(20, TimeUnit.SECONDS);
    }

    @Test
    void anAgentWithoutAPlaceWaitsAndStopsWithoutAChild() throws Exception {
        Agent first = stage.begin(ONCE);
        stage.runningChild(first);
        Agent second = stage.begin(Stage.spec(ONCE).name("b").build());
        Stage.awaitState(second, AgentState.WAITING);
        second.stop(Duration.ofSeconds(10)).get(20, TimeUnit.SECONDS);
        assertThat(second.view().state()).isEqualTo(AgentState.STOPPED);
        assertThat(second.view().status().incarnation()).isZero();
    }

    @Test
    void aPlaceThatIsGivenBackGoesToWhoWaits() throws Exception {
        Agent first = stage.begin(ONCE);
        ScriptedChild child = stage.runningChild(first);
        Agent second = stage.begin(Stage.spec(ONCE).name("b").build());
        Stage.awaitState(second, AgentState.WAITING);
        child.exit(0);
        stage.runningChild(second);
        assertThat(first.view().state()).isEqualTo(AgentState.COMPLETED);
    }

    @Test
    void neitherPauseNorResumeIsPossibleYet() throws Exception {
        Agent agent = stage.begin(ONCE);
        stage.child();
        for (CompletableFuture<Void> request : List.of(agent.pause(), agent.resume())) {
            assertRefused(request, "STARTING", "only a running agent can be paused or resumed");
        }
    }

    private static ExitReport failure(Agent agent) throws Exception {
        AgentResult result = agent.view().rest().get(20, TimeUnit.SECONDS);
        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        ExitReport report = result.lastExit();
        if (report == null) {
            throw new AssertionError("no exit report in " + result);
        }
        return report;
    }

    private static void assertRefused(CompletableFuture<Void> request, String state, String why) {
        assertThatThrownBy(() -> request.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(AgentStateException.class)
                .hasMessageContaining(state)
                .hasMessageContaining(why);
    }
}
