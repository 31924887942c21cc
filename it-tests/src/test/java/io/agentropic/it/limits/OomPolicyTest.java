package io.agentropic.it.limits;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.OomPolicy;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of an agent of which one process passes the memory limit. */
@Tag("cgroup")
class OomPolicyTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @DisplayName("S101 S102 under kill all of it ends, as out of memory")
    void underKillTheWholeAgentEnds() throws Exception {
        AgentHandle handle = run.spawn(hog(OomPolicy.KILL));
        eventually("it ended", () -> handle.state().hasEnded());

        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.OOM_KILLED);
    }

    @Test
    @DisplayName("S102 under continue the agent goes on and the kill is told")
    void underContinueTheAgentGoesOn() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        run.runtime().onEvent(event -> told.add(event.reason()));
        AgentHandle handle = run.started(hog(OomPolicy.CONTINUE));
        eventually("the kill is told", () -> told.stream().anyMatch(reason -> reason.contains("memory limit")));

        assertThat(handle.state()).isEqualTo(AgentState.RUNNING);
        ProcessHandle.of(handle.status().pid()).orElseThrow().destroyForcibly();
        eventually("it ended", () -> handle.state().hasEnded());
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.KILLED);
    }

    @Test
    @DisplayName("S102 under stop the agent is asked to end and counts as out of memory")
    void underStopTheAgentIsAskedToEnd() throws Exception {
        AgentHandle handle = run.started(hog(OomPolicy.STOP));
        eventually("it ended", () -> handle.state().hasEnded());

        ExitReport exit = handle.status().lastExit();
        assertThat(exit.cause()).isEqualTo(ExitCause.OOM_KILLED);
        assertThat(exit.summary()).contains("stopped because the kernel killed one of its processes");
        assertThat(exit.evidence().oomKills()).isPositive();
        assertThat(handle.state()).isEqualTo(AgentState.FAILED);
    }

    private static AgentSpec.Builder hog(OomPolicy policy) {
        return Programs.child("child-memory", "400")
                .isolation(Programs.limited(ResourceLimits.builder().memory(DataSize.mebibytes(128))))
                .supervision(Programs.supervision(RestartPolicy.NEVER)
                        .oomPolicy(policy)
                        .build());
    }
}
