package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.agents.DeafAgent;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.it.support.Steps;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.GroupStrategy;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of all: in order, in time, and told. */
@Tag("host")
@Tag("once")
class ShutdownOrderTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @DisplayName("S55: dependents are gone before what they depend on is asked to stop")
    void dependentsAreGoneFirst() throws Exception {
        Steps steps = Steps.of(run);
        run.started(running("database"));
        run.started(running("web").dependsOn("database", DependencyCondition.READY));
        run.started(running("proxy").dependsOn("web", DependencyCondition.STARTED));
        ShutdownReport report = run.runtime().shutdown();
        run.close();

        assertThat(report.unstopped()).isEmpty();
        assertThat(report.forced()).isEmpty();
        assertThat(steps.first("web", AgentState.STOPPING)).isGreaterThan(steps.first("proxy", AgentState.STOPPED));
        assertThat(steps.first("database", AgentState.STOPPING)).isGreaterThan(steps.first("web", AgentState.STOPPED));
    }

    @Test
    void aRestForOneGroupIsStoppedInReverseOrder() throws Exception {
        Steps steps = Steps.of(run);
        run.runtime()
                .addGroup(GroupSpec.named("g")
                        .strategy(GroupStrategy.REST_FOR_ONE)
                        .build());
        run.started(running("first").group("g"));
        run.started(running("second").group("g"));
        run.close();

        assertThat(steps.first("first", AgentState.STOPPING)).isGreaterThan(steps.first("second", AgentState.STOPPED));
    }

    @Test
    @DisplayName("S61: independent agents stop together: the longest counts, not the sum")
    void independentAgentsStopTogether() throws Exception {
        for (int i = 0; i < 5; i++) {
            run.started(deaf("deaf-" + i, Duration.ofSeconds(2)));
        }
        run.started(running("listening"));
        long before = System.nanoTime();
        ShutdownReport report = run.runtime().shutdown();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        assertThat(report.forced()).containsExactly("deaf-0", "deaf-1", "deaf-2", "deaf-3", "deaf-4");
        assertThat(report.unstopped()).isEmpty();
    }

    @Test
    @DisplayName("S62: an agent that hangs beyond the shutdown timeout is killed and reported")
    void aHungAgentIsKilledAtTheShutdownTimeoutAndReported() throws Exception {
        run.open(AgentRuntime.builder().enforcement(Lane.enforcement()).shutdownTimeout(Duration.ofSeconds(2)));
        run.started(running("database"));
        run.started(deaf("hung", Duration.ofMinutes(5)).dependsOn("database", DependencyCondition.STARTED));
        long before = System.nanoTime();
        ShutdownReport report = run.runtime().shutdown();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
        assertThat(report.forced()).contains("hung");
        assertThat(report.unstopped()).isEmpty();
    }

    @Test
    void whatOthersStillNeedIsRestartedWhereThatIsAskedFor() throws Exception {
        AgentHandle database = run.started(running("database")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .restartDuringShutdown(true)
                        .build()));
        AgentHandle web =
                run.started(deaf("web", Duration.ofMinutes(5)).dependsOn("database", DependencyCondition.STARTED));
        CompletableFuture<ShutdownReport> end =
                CompletableFuture.supplyAsync(() -> run.runtime().shutdown());
        eventually("its dependent is being stopped", () -> web.state() == AgentState.STOPPING);
        ProcessHandle.of(database.status().pid()).orElseThrow().destroyForcibly();

        eventually(
                "it runs anew", () -> database.status().incarnation() == 2 && database.state() == AgentState.RUNNING);
        assertThat(web.state()).isEqualTo(AgentState.STOPPING);
        web.kill();
        assertThat(end.get(60, TimeUnit.SECONDS).unstopped()).isEmpty();
        assertThat(database.state()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    @DisplayName("S56: nothing is spawned after the shutdown began")
    void nothingIsSpawnedAfterTheShutdownBegan() throws Exception {
        Steps steps = Steps.of(run);
        AgentHandle web = run.started(running("web"));
        run.runtime().shutdown();

        assertThatThrownBy(() -> run.spawn(running("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closing");
        assertThatThrownBy(web::start).isInstanceOf(AgentStateException.class);
        run.close();
        assertThat(steps.first("late", AgentState.WAITING)).isEqualTo(-1);
    }

    @Test
    @DisplayName("S42: endless restart loops in a group do not hold up the end")
    void anEndlessRestartLoopInAGroupDoesNotHoldUpTheEnd() throws Exception {
        run.runtime()
                .addGroup(GroupSpec.named("g")
                        .strategy(GroupStrategy.ONE_FOR_ALL)
                        .maxRestarts(-1)
                        .build());
        List<AgentHandle> loops = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loops.add(run.spawn(Programs.child("exit", "1")
                    .name("loop-" + i)
                    .group("g")
                    .supervision(Programs.supervision(RestartPolicy.ALWAYS)
                            .maxRestarts(-1)
                            .build())));
        }
        eventually("they restart", () -> loops.getFirst().status().restarts() > 1);
        long before = System.nanoTime();
        ShutdownReport report = run.runtime().shutdown();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        assertThat(report.unstopped()).isEmpty();
        assertThat(loops).allMatch(loop -> loop.state().atRest());
    }

    private static AgentSpec.Builder running(String name) {
        return Programs.agent(EchoAgent.class).name(name);
    }

    private static AgentSpec.Builder deaf(String name, Duration grace) {
        return Programs.agent(DeafAgent.class)
                .name(name)
                .supervision(Programs.supervision(RestartPolicy.NEVER)
                        .stopGrace(grace)
                        .build());
    }
}
