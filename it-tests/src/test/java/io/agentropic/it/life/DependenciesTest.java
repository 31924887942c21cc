package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Programs;
import io.agentropic.it.support.Steps;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.DuplicateAgentException;
import io.agentropic.runtime.UnknownAgentException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who waits for whom before it starts. */
@Tag("host")
class DependenciesTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @DisplayName("S50: a dependent starts only after what it depends on is ready")
    void aDependentStartsAfterItsDependencyIsReady() throws Exception {
        Steps steps = Steps.of(run);
        List<AgentHandle> handles = run.runtime()
                .spawnAll(List.of(
                        dependent("web", "database", DependencyCondition.READY).build(),
                        running("database").build()));
        for (AgentHandle handle : handles) {
            handle.awaitStarted(Eventually.GENEROUS);
        }

        assertThat(handles).extracting(AgentHandle::name).containsExactly("web", "database");
        eventually("both run", () -> steps.count(AgentState.RUNNING) == 2);
        assertThat(steps.first("web", AgentState.STARTING)).isGreaterThan(steps.first("database", AgentState.RUNNING));
    }

    @Test
    void aDependentWaitsForTheCompletionOfATaskThroughItsRestarts() throws Exception {
        run.spawn(Programs.agent(io.agentropic.it.agents.FlakyAgent.class, "2")
                .name("migration")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE).build()));
        AgentHandle web = run.started(dependent("web", "migration", DependencyCondition.COMPLETED));

        assertThat(run.runtime().agent("migration").orElseThrow().state()).isEqualTo(AgentState.COMPLETED);
        assertThat(web.state()).isEqualTo(AgentState.RUNNING);
    }

    @Test
    void whoWaitsSaysForWhat() throws Exception {
        AgentHandle web = waitingForABrokenDatabase();

        eventually("the reason", () -> web.status().reason().contains("waits for 'database' to be completed"));
        assertThat(web.status().pid()).isNull();
    }

    @Test
    void stoppingWhoWaitsIsImmediateAndLateNewsStartNothing() throws Exception {
        AgentHandle web = waitingForABrokenDatabase();
        eventually("it waits", () -> web.state() == AgentState.WAITING);
        web.stop();
        run.runtime().agent("database").orElseThrow().stop();

        assertThat(web.state()).isEqualTo(AgentState.STOPPED);
        assertThat(web.status().incarnation()).isZero();
    }

    @Test
    void whoWaitsForAnAgentThatFailedForGoodFailsAtOnceWithAReport() throws Exception {
        run.spawn(Programs.child("exit", "1").name("database"));
        AgentHandle web = run.spawn(dependent("web", "database", DependencyCondition.COMPLETED));
        AgentHandle proxy = run.spawn(dependent("proxy", "web", DependencyCondition.STARTED));
        AgentResult result = web.join(Eventually.GENEROUS);

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.reason()).contains("'database'", "FAILED");
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.DEPENDENCY_FAILED);
        assertThat(result.lastExit().pid()).isNull();
        assertThat(Files.exists(run.directory().resolve(result.lastExit().file())))
                .isTrue();
        assertThat(proxy.join(Eventually.GENEROUS).lastExit().cause()).isEqualTo(ExitCause.DEPENDENCY_FAILED);
    }

    @Test
    void completionDoesNotSatisfyWhoWantsItReady() throws Exception {
        run.spawn(Programs.child("print", "done").name("task")).join(Eventually.GENEROUS);
        AgentResult result =
                run.spawn(dependent("web", "task", DependencyCondition.READY)).join(Eventually.GENEROUS);

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.DEPENDENCY_FAILED);
    }

    @Test
    void whoIsBoundIsStoppedWithTheOtherButOutlivesItsRestart() throws Exception {
        AgentHandle database = run.started(running("database"));
        AgentHandle web = run.started(running("web").bindsTo("database"));
        long pid = web.status().pid();
        database.restart();
        assertThat(web.state()).isEqualTo(AgentState.RUNNING);
        assertThat(web.status().pid()).isEqualTo(pid);

        database.stop();
        eventually("it is stopped", () -> web.state() == AgentState.STOPPED);
        assertThat(web.status().lastExit().cause()).isEqualTo(ExitCause.STOPPED);
    }

    @Test
    void whoIsRestartedWithAnotherHasANewLifeAfterIt() throws Exception {
        AgentHandle database = run.started(running("database"));
        AgentHandle web = run.started(running("web").restartWith("database"));
        long pid = web.status().pid();
        database.restart();

        eventually("it runs anew", () -> web.status().incarnation() == 2 && web.state() == AgentState.RUNNING);
        assertThat(web.status().pid()).isNotEqualTo(pid);
        assertThat(web.status().consecutiveFailures()).isZero();
    }

    @Test
    void whoRunsAlreadyIsToldOfTheLossAndGoesOn() throws Exception {
        Steps steps = Steps.of(run);
        AgentHandle database = run.started(running("database"));
        AgentHandle web = run.started(dependent("web", "database", DependencyCondition.READY));
        long pid = web.status().pid();
        database.restart();

        eventually("it is told", () -> steps.remarks("web").stream().anyMatch(told -> told.contains("back")));
        assertThat(steps.remarks("web").getFirst()).contains("lost", "'database'");
        assertThat(web.status().pid()).isEqualTo(pid);
    }

    @Test
    void anUnknownTargetAndTheAgentItselfAreRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> run.spawn(dependent("web", "databse", DependencyCondition.READY)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("databse");
        assertThatThrownBy(() -> run.spawn(dependent("web", "web", DependencyCondition.READY)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("itself");
        assertThat(run.runtime().agents()).isEmpty();
    }

    @Test
    @DisplayName("S54: a cycle of twenty is refused with its path")
    void aCycleOfTwentyIsRefusedWithItsPath() {
        List<AgentSpec> circle = IntStream.range(0, 20)
                .mapToObj(i -> dependent("a" + i, "a" + (i + 1) % 20, DependencyCondition.STARTED)
                        .build())
                .toList();

        assertThatThrownBy(() -> run.runtime().spawnAll(circle))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("a0 → a1 → ")
                .hasMessageContaining(" → a19 → a0");
        assertThat(run.runtime().agents()).isEmpty();
    }

    @Test
    @DisplayName("S57: a name taken twice and the start of a running agent are different errors")
    void aNameTakenTwiceAndTheStartOfARunningAgentAreDifferentErrors() throws Exception {
        AgentHandle handle = run.started(running("database"));

        assertThatThrownBy(handle::start)
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("RUNNING");
        assertThatThrownBy(() -> run.spawn(running("database"))).isInstanceOf(DuplicateAgentException.class);
        assertThatThrownBy(() -> run.runtime()
                        .spawnAll(
                                List.of(running("twin").build(), running("twin").build())))
                .isInstanceOf(DuplicateAgentException.class);
    }

    @Test
    @DisplayName("S43: an agent that is about to be restarted is not removed; stopping it cancels the restart")
    void onlyAnAgentAtRestIsRemoved() throws Exception {
        AgentHandle loop = run.spawn(Programs.child("exit", "1").supervision(patient()));
        eventually("backoff", () -> loop.state() == AgentState.BACKOFF);

        assertThatThrownBy(() -> run.runtime().remove("child"))
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("BACKOFF");
        loop.stop();
        assertThat(loop.state()).isEqualTo(AgentState.STOPPED);
        run.runtime().remove("child");
        assertThat(run.runtime().agent("child")).isEmpty();
        assertThatThrownBy(() -> run.runtime().remove("child")).isInstanceOf(UnknownAgentException.class);
        assertThatThrownBy(loop::start).isInstanceOf(AgentStateException.class);
        assertThat(run.result(Programs.child("print", "again")).incarnations()).isEqualTo(1);
    }

    @Test
    void anAgentThatAnotherDependsOnIsNotRemoved() throws Exception {
        AgentHandle database = run.started(running("database"));
        run.started(dependent("web", "database", DependencyCondition.READY)).stop();
        database.stop();

        assertThatThrownBy(() -> run.runtime().remove("database"))
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("'web'");
        run.runtime().remove("web");
        run.runtime().remove("database");
        assertThat(run.runtime().agents()).isEmpty();
    }

    private AgentHandle waitingForABrokenDatabase() {
        run.spawn(Programs.child("exit", "1").name("database").supervision(patient()));
        return run.spawn(dependent("web", "database", DependencyCondition.COMPLETED));
    }

    private static AgentSpec.Builder running(String name) {
        return Programs.agent(EchoAgent.class).name(name);
    }

    private static AgentSpec.Builder dependent(String name, String target, DependencyCondition condition) {
        return running(name).dependsOn(target, condition);
    }

    private static io.agentropic.spec.Supervision patient() {
        return Programs.supervision(RestartPolicy.ON_FAILURE)
                .backoff(BackoffStrategy.fixed(Duration.ofMinutes(5)))
                .maxRestarts(1)
                .window(Duration.ofHours(1))
                .build();
    }
}
