package io.agentropic.it.pool;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.JvmConfig;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent that got a worker that waited is held as any other. */
class PoolLimitsTest {

    private static final DataSize MEMORY = DataSize.mebibytes(128);
    private static final JvmConfig UNBOUNDED_DIRECT =
            new JvmConfig(null, List.of("-XX:MaxDirectMemorySize=1g"), DataSize.mebibytes(32));

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @Tag("host")
    @Tag("cgroup")
    void otherLimitsOfProcessesThanThoseThatItWaitedWithAreSetAtTheClaim() throws Exception {
        filled(Programs.child("limits")
                .isolation(
                        Programs.limited(ResourceLimits.builder().openFiles(256).fileSize(DataSize.mebibytes(64)))));
        AgentResult result = run.result(Programs.child("limits")
                .name("held")
                .isolation(
                        Programs.limited(ResourceLimits.builder().openFiles(200).fileSize(DataSize.mebibytes(32)))));

        assertThat(result.succeeded()).isTrue();
        assertThat(Pool.of(run).hits()).isEqualTo(1);
        assertThat(Pool.output(run, "held"))
                .anyMatch(line -> line.matches("Max open files +200 +200 .*"))
                .anyMatch(line -> line.matches("Max file size +33554432 +33554432 .*"))
                .anyMatch(line -> line.matches("Max core file size +0 +0 .*"));
        assertThat(run.runtime().agent("held").orElseThrow().limits()).allMatch(LimitReport::enforced);
    }

    @Test
    @Tag("cgroup")
    void aHogIsKilledWithTheEvidenceInItsReport() throws Exception {
        filled(Programs.child("print", "first")
                .jvm(UNBOUNDED_DIRECT)
                .isolation(Programs.limited(ResourceLimits.builder().memory(MEMORY))));
        AgentResult result = run.result(Programs.child("direct", "400")
                .name("hog")
                .jvm(UNBOUNDED_DIRECT)
                .isolation(Programs.limited(ResourceLimits.builder().memory(MEMORY))));

        assertThat(Pool.of(run).hits()).isEqualTo(1);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.OOM_KILLED);
        assertThat(result.lastExit().evidence().oomKills()).isPositive();
    }

    @Test
    @Tag("cgroup")
    void limitsOfTheGroupAreThoseOfTheAgent() throws Exception {
        filled(agent("first", 1.5, 300));
        AgentHandle agent = run.started(agent("second", 2, 200));

        assertThat(Pool.of(run).hits()).isEqualTo(1);
        assertThat(agent.limits()).hasSize(3).allMatch(LimitReport::enforced).anySatisfy(limit -> {
            assertThat(limit.resource()).isEqualTo("cpu");
            assertThat(limit.effective()).isEqualTo(2.0);
        });
        run.requireAnswers(List.of(agent));
    }

    private static AgentSpec.Builder agent(String name, double cpu, int processes) {
        return Programs.agent(EchoAgent.class)
                .name(name)
                .isolation(Programs.limited(
                        ResourceLimits.builder().memory(MEMORY).cpu(cpu).processes(processes)));
    }

    private void filled(AgentSpec.Builder first) throws Exception {
        Pool.open(run, WarmPoolConfig.ofSize(1));
        AgentHandle handle = run.spawn(first);
        eventually(
                "it has begun or ended",
                () -> handle.state() == AgentState.RUNNING || handle.state().hasEnded());
        handle.stop();
        Pool.awaitWaiting(run, 1);
    }
}
