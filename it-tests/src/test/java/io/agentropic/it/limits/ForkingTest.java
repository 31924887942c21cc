package io.agentropic.it.limits;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that an agent's processes make: all go with it, and none stays as a zombie. */
@Tag("cgroup")
class ForkingTest {

    private static final int LAST_FORK = 3_000;

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @DisplayName("S67: a grandchild that forks while everything is killed leaves nothing")
    void whatForksDuringTheKillLeavesNothing() throws Exception {
        Path file = run.scratch().resolve("forks");
        AgentHandle handle = run.started(Programs.child("fork-loop", file.toString())
                .isolation(Programs.limited(ResourceLimits.builder().processes(200))));
        Path group = StarvedTest.groupOf(handle.status().pid());
        eventually("it forks", () -> number(file) > 30);
        handle.kill();
        int atTheEnd = number(file);

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.FORCED);
        assertThat(group).doesNotExist();
        assertThat(atTheEnd).isLessThan(LAST_FORK);
        Thread.sleep(500);
        assertThat(number(file)).isEqualTo(atTheEnd);
    }

    @Test
    @DisplayName("S68: orphans that end while the agent runs do not stay as zombies")
    void orphansAreReaped() throws Exception {
        Path file = run.scratch().resolve("orphans");
        AgentHandle handle = run.started(Programs.child("orphans", file.toString()));
        eventually("all were made", () -> pids(file).length == 20);

        eventually("none is there, not even as a zombie", () -> {
            for (String pid : pids(file)) {
                if (Files.exists(Path.of("/proc", pid))) {
                    return false;
                }
            }
            return true;
        });
        assertThat(handle.state()).isEqualTo(AgentState.RUNNING);
        handle.stop();
    }

    private static int number(Path file) {
        String text = text(file).strip();
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static String[] pids(Path file) {
        return text(file).lines().toArray(String[]::new);
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
