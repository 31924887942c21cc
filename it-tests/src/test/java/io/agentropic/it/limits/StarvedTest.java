package io.agentropic.it.limits;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitReport;
import io.agentropic.ipc.Payload;
import io.agentropic.it.agents.MoodyAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.Probe;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent that its own fence keeps from answering is not taken for one that hangs. */
@Tag("cgroup")
class StarvedTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final List<AgentEvent> events = new CopyOnWriteArrayList<>();

    private AgentHandle started(Duration timeout, int threshold, ResourceLimits.Builder limits) throws Exception {
        run.runtime().onEvent(events::add);
        return run.started(Programs.agent(MoodyAgent.class)
                .isolation(Programs.limited(limits))
                .health(HealthConfig.builder()
                        .liveness(Probe.heartbeat()
                                .period(Duration.ofMillis(500))
                                .timeout(timeout)
                                .failureThreshold(threshold))
                        .build()));
    }

    /** No heartbeat is ever young enough: without the excuse it would be ended after eight looks, that is 4 s. */
    @Test
    void heartbeatsMissedByAThrottledAgentDoNotCount() throws Exception {
        AgentHandle handle =
                started(Duration.ofMillis(1), 8, ResourceLimits.builder().cpu(0.1));
        handle.send(Payload.of("spin"));
        eventually("it is told that it is starved", () -> told("starved, not hung: its CPU limit"));
        Thread.sleep(8_000);

        assertThat(handle.state()).isEqualTo(AgentState.RUNNING);
        assertThat(handle.status().live()).isTrue();
        ProcessHandle.of(handle.status().pid()).orElseThrow().destroyForcibly();
        ExitReport report = handle.join(Duration.ofSeconds(60)).lastExit();
        assertThat(report.clues().lastMinute().throttledPercent()).isGreaterThan(25);
        assertThat(report.summary()).contains("its CPU limit held it back in ");
    }

    @Test
    void heartbeatsMissedByAGroupFrozenFromOutsideDoNotCount() throws Exception {
        AgentHandle handle = started(Duration.ofSeconds(1), 2, ResourceLimits.builder());
        Path freeze = groupOf(handle.status().pid()).resolve("cgroup.freeze");
        Files.writeString(freeze, "1");
        eventually("it is told that it is frozen", () -> told("its control group is frozen"));
        Thread.sleep(2_500);
        assertThat(handle.status().live()).isTrue();
        Files.writeString(freeze, "0");

        assertThat(handle.state()).isEqualTo(AgentState.RUNNING);
    }

    private boolean told(String words) {
        return events.stream().anyMatch(event -> event.reason().contains(words));
    }

    static Path groupOf(long pid) throws Exception {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/cgroup")).stream()
                .filter(candidate -> candidate.startsWith("0::"))
                .findFirst()
                .orElseThrow();
        return Path.of("/sys/fs/cgroup" + line.substring(3));
    }
}
