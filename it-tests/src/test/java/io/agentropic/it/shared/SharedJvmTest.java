package io.agentropic.it.shared;

import static io.agentropic.it.support.Eventually.GENEROUS;
import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.support.CleanRun;
import io.agentropic.limits.DataSize;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.shared.SharedConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.LifecycleHooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shared JVM dies, for reasons of its own or because of one of its agents, and the others are told so. */
@Tag("host")
class SharedJvmTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void aThousandAgentsAreRestartedByTheirPoliciesWhenItIsKilledAndEachDeathIsReportedOnce() throws Exception {
        Queue<ExitReport> ends = new ConcurrentLinkedQueue<>();
        AgentRuntime runtime = run.open(Tenants.builder()
                .shared(SharedConfig.DEFAULT.withWorkerThreads(2).withMaxHeap(DataSize.mebibytes(64)))
                .hooks(new LifecycleHooks() {
                    @Override
                    public void onStop(ExitReport report) {
                        ends.add(report);
                    }
                }));
        List<AgentHandle> agents = new ArrayList<>(runtime.spawnAll(many("again", RestartPolicy.ON_FAILURE, 990)));
        List<AgentHandle> once = runtime.spawnAll(many("once", RestartPolicy.NEVER, 10));
        agents.addAll(once);
        eventually("all run", () -> agents.stream().allMatch(agent -> agent.state() == AgentState.RUNNING));
        long pid = agents.getFirst().status().pid();
        assertThat(new ProcessBuilder("kill", "-KILL", Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
        for (AgentHandle agent : once) {
            AgentResult result = agent.join(GENEROUS);
            assertThat(result.state()).isEqualTo(AgentState.FAILED);
            assertThat(result.lastExit().cause()).isEqualTo(ExitCause.KILLED);
            assertThat(result.lastExit().pid()).isEqualTo(pid);
            assertThat(result.lastExit().summary())
                    .contains(
                            "the JVM that it shared (process " + pid + ") did: killed by SIGKILL",
                            "shared..jvm-1.json");
        }
        eventually(
                "all others run again",
                () -> agents.stream()
                        .filter(agent -> !once.contains(agent))
                        .allMatch(agent -> agent.state() == AgentState.RUNNING
                                && agent.status().incarnation() == 2));
        eventually("each death was told", () -> ends.size() >= 1_000);
        assertThat(ends.stream().map(ExitReport::file).distinct()).hasSize(1_000);
        assertThat(ends).hasSize(1_000);
        eventually(
                "each is reported",
                () -> agents.stream()
                        .allMatch(agent -> java.nio.file.Files.exists(
                                run.directory().resolve("reports/" + agent.name() + "-1.json"))));
        assertThat(runtime.sharedJvm().orElseThrow().incarnation()).isEqualTo(2);
    }

    private static List<AgentSpec> many(String prefix, RestartPolicy policy, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Tenants.tenant(prefix + i, "wait")
                        .supervision(Tenants.supervision(policy, Duration.ofSeconds(5)))
                        .build())
                .toList();
    }

    @Test
    void oneThatExhaustsTheHeapTakesTheOthersAlongAndTheyComeBack() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle bystander = bystander(runtime);
        AgentResult hog = runtime.spawn(Tenants.tenant("hog", "heap").build()).join(GENEROUS);

        assertThat(hog.lastExit().cause()).isEqualTo(ExitCause.JVM_OUT_OF_MEMORY);
        cameBack(bystander, ExitCause.JVM_OUT_OF_MEMORY);
    }

    @Test
    void oneThatEndsTheJvmTakesTheOthersAlongAndTheirReportsSaySo() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle bystander = bystander(runtime);
        AgentResult culprit =
                runtime.spawn(Tenants.tenant("culprit", "exit", "0").build()).join(GENEROUS);

        assertThat(culprit.lastExit().cause()).isEqualTo(ExitCause.FAILED);
        cameBack(bystander, ExitCause.FAILED);
        assertThat(bystander.status().lastExit().summary()).contains("the JVM that it shared");
    }

    @Test
    void oneThatSpinsLeavesTheOthersACarrierAndIsGivenUp() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle spinner = runtime.spawn(Tenants.tenant("spinner", "spin").build());
        spinner.awaitStarted(GENEROUS);
        assertThat(runtime.spawn(Tenants.tenant("other", "describe", "x").build())
                        .join(GENEROUS)
                        .succeeded())
                .isTrue();
        spinner.kill();

        assertThat(spinner.status().lastExit().cause()).isEqualTo(ExitCause.FORCED);
        assertThat(runtime.sharedJvm().orElseThrow().incarnation()).isEqualTo(1);
    }

    @Test
    void abandonedSpinnersThatHoldAllCarriersHaveTheJvmStartedAnew() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 1);
        AgentHandle bystander = bystander(runtime);
        AgentHandle spinner = runtime.spawn(Tenants.tenant("spinner", "spin").build());
        spinner.awaitStarted(GENEROUS);
        spinner.kill();

        cameBack(bystander, ExitCause.FAILED);
        assertThat(bystander.status().lastExit().summary())
                .contains("abandoned agents compute on and hold all 1 threads that carry agents: 'spinner'");
    }

    @Test
    void thoseThatBlockCostTheOthersNothing() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 1);
        for (int i = 0; i < 50; i++) {
            runtime.spawn(Tenants.tenant("deaf" + i, "deaf")
                    .supervision(Tenants.supervision(RestartPolicy.NEVER, Duration.ZERO))
                    .build());
        }
        assertThat(runtime.spawn(Tenants.tenant("other", "describe", "x").build())
                        .join(GENEROUS)
                        .succeeded())
                .isTrue();
    }

    private static AgentHandle bystander(AgentRuntime runtime) throws Exception {
        AgentHandle bystander = runtime.spawn(Tenants.tenant("bystander", "wait")
                .supervision(Tenants.supervision(RestartPolicy.ON_FAILURE, Duration.ofSeconds(5)))
                .build());
        bystander.awaitStarted(GENEROUS);
        return bystander;
    }

    private static void cameBack(AgentHandle bystander, ExitCause cause) throws Exception {
        eventually(
                "it runs again",
                () -> bystander.status().incarnation() == 2 && bystander.state() == AgentState.RUNNING);
        assertThat(bystander.status().lastExit().cause()).isEqualTo(cause);
    }
}
