package io.agentropic.it.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.host.HostProbe;
import io.agentropic.host.LimitCapability;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.LifecycleHooks;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A machine that lacks controllers: strict refuses, best effort starts and says the truth. */
@Tag("host")
class BestEffortTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @BeforeEach
    void onlyWhereTheMemoryControllerIsMissing() {
        Assumptions.assumeFalse(
                HostProbe.probe().limits().stream()
                        .filter(limit -> limit.resource().equals("memory"))
                        .anyMatch(LimitCapability::enforceable),
                "this host enforces memory limits; the cgroup lane tests that");
    }

    @Test
    void strictRefusesALimitThatThisHostCannotEnforceAndStartsNothing() {
        run.open(Enforcement.STRICT, LifecycleHooks.NONE);

        assertThatThrownBy(() -> run.spawn(Programs.agent(EchoAgent.class)
                        .isolation(Programs.limited(ResourceLimits.builder().memory(DataSize.mebibytes(128))))))
                .isInstanceOf(LimitUnavailableException.class)
                .hasMessageContaining("memory")
                .hasMessageContaining("controller");
    }

    @Test
    void strictStartsWhatItCanEnforce() throws Exception {
        run.open(Enforcement.STRICT, LifecycleHooks.NONE);
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class)
                .isolation(Programs.limited(ResourceLimits.builder().openFiles(100))));

        assertThat(handle.state()).isEqualTo(AgentState.RUNNING);
    }

    @Test
    void bestEffortStartsAndSaysForEachLimitWhetherItHolds() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class)
                .isolation(Programs.limited(ResourceLimits.builder()
                        .memory(DataSize.mebibytes(256))
                        .cpu(0.5)
                        .openFiles(100))));

        LimitReport memory = limit(handle, "memory");
        assertThat(memory.enforced()).isFalse();
        assertThat(memory.mechanism() + " " + memory.reason()).containsIgnoringCase("poll");
        LimitReport cpu = limit(handle, "cpu");
        assertThat(cpu.enforced()).isFalse();
        assertThat(cpu.effective()).isNull();
        assertThat(cpu.reason()).isNotEmpty();
        LimitReport files = limit(handle, "openFiles");
        assertThat(files.enforced()).isTrue();
        assertThat(files.effective()).isEqualTo(100L);
    }

    @Test
    void anAgentThatPassesItsMemoryLimitIsStoppedByTheMonitor() throws Exception {
        AgentResult result = run.result(Programs.nativeProgram("hold", "400")
                .isolation(Programs.limited(ResourceLimits.builder().memory(DataSize.mebibytes(128)))));

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.OOM_KILLED);
        assertThat(result.lastExit().evidence().monitorVerdict()).isNotEmpty();
        assertThat(result.lastExit().evidence().oomKills()).isZero();
    }

    @Test
    void theHeapFollowsFromTheMemoryLimitHereToo() throws Exception {
        AgentResult result = run.result(Programs.child("heap")
                .jvm(io.agentropic.spec.JvmConfig.DEFAULT)
                .isolation(Programs.limited(ResourceLimits.builder().memory(DataSize.mebibytes(128)))));

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.JVM_OUT_OF_MEMORY);
    }

    private static LimitReport limit(AgentHandle handle, String resource) {
        return handle.limits().stream()
                .filter(limit -> limit.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }
}
