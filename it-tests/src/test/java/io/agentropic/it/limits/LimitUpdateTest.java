package io.agentropic.it.limits;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.InvalidSpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits that change while the agent runs. */
@Tag("cgroup")
class LimitUpdateTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void newLimitsHoldForTheSameProcessAndForTheNext() throws Exception {
        AgentHandle handle = echo();
        long pid = handle.status().pid();
        handle.update(ResourceLimits.builder()
                .memory(DataSize.mebibytes(300))
                .cpu(0.75)
                .processes(150)
                .openFiles(200)
                .build());

        assertThat(handle.status().pid()).isEqualTo(pid);
        assertHeld(handle);
        assertThat(control(pid, "memory.max")).isEqualTo("314572800");
        assertThat(control(pid, "memory.high")).isEqualTo("max");
        assertThat(control(pid, "cpu.max")).isEqualTo("75000 100000");
        assertThat(control(pid, "pids.max")).isEqualTo("150");
        assertThat(Files.readString(Path.of("/proc/" + pid + "/limits"))).containsPattern("Max open files +200 +200");

        handle.restart();
        assertThat(handle.status().pid()).isNotEqualTo(pid);
        assertHeld(handle);
    }

    @Test
    void lessMemoryThanTheHeapNeedsIsRefusedAndNothingChanges() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class)
                .jvm(new io.agentropic.spec.JvmConfig(null, java.util.List.of(), DataSize.mebibytes(96)))
                .isolation(Programs.limited(
                        ResourceLimits.builder().memory(DataSize.mebibytes(200)).cpu(0.5))));

        assertThatThrownBy(() -> handle.update(ResourceLimits.builder()
                        .memory(DataSize.mebibytes(120))
                        .cpu(0.25)
                        .build()))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("maxHeap");
        assertThat(control(handle.status().pid(), "memory.max")).isEqualTo("209715200");
        assertThat(control(handle.status().pid(), "cpu.max")).isEqualTo("50000 100000");
    }

    @Test
    void lessMemoryThanIsInUseIsRefusedInsteadOfKilling() throws Exception {
        AgentHandle handle = run.started(Programs.child("direct", "60")
                .isolation(Programs.limited(ResourceLimits.builder().memory(DataSize.mebibytes(256)))));
        eventually("it holds its memory", () -> handle.metrics().usage().memoryBytes() > 90 << 20);
        long pid = handle.status().pid();

        assertThatThrownBy(() -> handle.update(
                        ResourceLimits.builder().memory(DataSize.mebibytes(64)).build()))
                .isInstanceOf(LimitRefusedException.class)
                .hasMessageContaining("uses");
        assertThat(handle.status().pid()).isEqualTo(pid);
        assertThat(control(pid, "memory.max")).isEqualTo("268435456");
        assertThat(control(pid, "memory.high")).isEqualTo("max");
    }

    @Test
    void anAgentAtRestHasItsNewLimitsFromItsNextStartOn() throws Exception {
        AgentHandle handle = echo();
        handle.stop();
        handle.update(ResourceLimits.builder()
                .memory(DataSize.mebibytes(300))
                .cpu(0.75)
                .processes(150)
                .openFiles(200)
                .build());
        handle.start();

        assertHeld(handle);
    }

    private AgentHandle echo() throws Exception {
        return run.started(Programs.agent(EchoAgent.class)
                .isolation(Programs.limited(ResourceLimits.builder()
                        .memory(DataSize.mebibytes(200))
                        .cpu(0.5)
                        .processes(100)
                        .openFiles(100))));
    }

    private static void assertHeld(AgentHandle handle) {
        Map<String, Double> effective = handle.limits().stream()
                .collect(Collectors.toMap(
                        LimitReport::resource, limit -> limit.effective().doubleValue()));
        assertThat(effective)
                .containsEntry("memory", 300.0 * 1024 * 1024)
                .containsEntry("cpu", 0.75)
                .containsEntry("processes", 150.0)
                .containsEntry("openFiles", 200.0);
    }

    private static String control(long pid, String file) throws Exception {
        String group = Files.readAllLines(Path.of("/proc/" + pid + "/cgroup")).stream()
                .filter(line -> line.startsWith("0::"))
                .findFirst()
                .orElseThrow()
                .substring(3);
        return Files.readString(Path.of("/sys/fs/cgroup" + group, file)).strip();
    }
}
