package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Processes;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.LeftoverPolicy;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where leftovers are waited for, a life ends with the last process of it. */
@Tag("host")
@Tag("cgroup")
class LeftoversTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private AgentHandle handle;
    private long grandchild;

    @BeforeEach
    void aProgramEndsAndLeavesAProcessBehind() throws Exception {
        Path pids = run.scratch().resolve("pids");
        handle = run.spawn(Programs.child("grandchild", pids.toString(), "then", "exit", "3")
                .supervision(Programs.supervision(RestartPolicy.NEVER)
                        .leftovers(LeftoverPolicy.WAIT)
                        .build()));
        eventually(
                "its main process is gone and the other one is waited for",
                () -> handle.state() == AgentState.FINISHING
                        && handle.status().reason().contains("what it started is waited for"));
        grandchild = Long.parseLong(Files.readString(pids).strip());
        assertThat(Processes.alive(grandchild)).isTrue();
    }

    @Test
    void theLifeEndsWithThemAsTheMainProcessDid() throws Exception {
        kill(grandchild);
        AgentResult result = handle.join(Eventually.GENEROUS);

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.FAILED);
        assertThat(result.lastExit().code()).isEqualTo(3);
    }

    @Test
    void aStopKillsThem() throws Exception {
        handle.stop();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(Processes.alive(grandchild)).isFalse();
    }

    @Test
    void aRestartKillsThemAndStartsAnew() throws Exception {
        Thread restarting = Thread.ofVirtual().start(() -> {
            try {
                handle.restart();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        eventually("a second life", () -> handle.status().incarnation() == 2);
        restarting.join();

        assertThat(Processes.alive(grandchild)).isFalse();
    }

    private static void kill(long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor())
                .isZero();
    }
}
