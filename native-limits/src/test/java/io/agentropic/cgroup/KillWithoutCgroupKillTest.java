package io.agentropic.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way of kernels before 5.14, tried on a newer one. */
@Tag("cgroup")
@Timeout(60)
final class KillWithoutCgroupKillTest {

    @Test
    void aForkingGroupIsKilledOneByOne() throws Exception {
        var access = (CgroupAccess.Available) CgroupTree.open("abc");
        try (CgroupTree tree = access.tree();
                AgentCgroup agent = tree.create("forking", 1)) {
            Process child =
                    new ProcessBuilder("sh", "-c", "read -r _; while :; do sleep 1000 & sleep 0.01; done").start();
            agent.join(child.pid());
            child.getOutputStream().close();
            var group = new ControlGroup(agent.directory());
            Files.createDirectory(agent.directory().resolve("inner"));
            Files.writeString(agent.directory().resolve("inner/cgroup.procs"), Long.toString(child.pid()));
            GroupSignals.killOneByOne(group);
            assertThat(agent.awaitEmpty(Duration.ofSeconds(20))).isTrue();
            assertThat(child.waitFor()).isEqualTo(137);
            assertThat(Path.of(agent.directory() + "/cgroup.freeze")).hasContent("0");
        }
    }
}
