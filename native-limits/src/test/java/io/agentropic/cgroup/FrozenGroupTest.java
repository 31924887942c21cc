package io.agentropic.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where nothing could run, or something runs already, no agent is started. */
@Tag("host")
@Tag("cgroup")
@Timeout(60)
final class FrozenGroupTest {

    private final String runId = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private CgroupAccess access;

    @BeforeEach
    void open() {
        access = CgroupTree.open(runId);
        assumeTrue(access instanceof CgroupAccess.Available, () -> "no control group can be made here: " + access);
    }

    private CgroupTree tree() {
        return ((CgroupAccess.Available) access).tree();
    }

    @AfterEach
    void close() {
        if (access instanceof CgroupAccess.Available(CgroupTree tree)) {
            tree.close();
            assertThat(tree.directory()).doesNotExist();
        }
    }

    @Test
    @DisplayName("S98: nothing is started below a frozen group")
    void aFrozenRunTakesNoAgent() throws Exception {
        var freeze = tree().directory().resolve("cgroup.freeze");
        Files.writeString(freeze, "1");
        assertThatThrownBy(() -> tree().create("agent", 1))
                .isInstanceOf(CgroupException.class)
                .hasMessageContaining("is frozen");
        Files.writeString(freeze, "0");
        tree().create("agent", 1).close();
    }

    @Test
    @DisplayName("S98: no process joins a group that was frozen since it was made")
    void aFrozenGroupTakesNoProcess() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        try (AgentCgroup group = tree().create("agent", 1)) {
            assertThat(group.freeze(Duration.ofSeconds(2))).isTrue();
            assertThatThrownBy(() -> group.join(child.pid()))
                    .isInstanceOf(CgroupException.class)
                    .hasMessageContaining("is frozen");
            assertThat(group.processes()).isEmpty();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    @DisplayName("S98: a group of that name in which something still runs is not taken for a new life")
    void aGroupInUseIsRefused() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        try (AgentCgroup group = tree().create("agent", 1)) {
            group.join(child.pid());
            assertThatThrownBy(() -> tree().create("agent", 1))
                    .isInstanceOf(CgroupException.class)
                    .hasMessageContaining("busy");
            assertThat(child.isAlive()).isTrue();
            group.kill();
            assertThat(group.awaitEmpty(Duration.ofSeconds(10))).isTrue();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
