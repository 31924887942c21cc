package io.agentropic.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers map their classes from an archive that an earlier one has had made. */
@Tag("host")
class ClassArchivesTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void aLaterAgentMapsTheArchiveThatTheFirstOneHadMade() throws Exception {
        long deadline = System.nanoTime() + Eventually.GENEROUS.toNanos();
        boolean mapped = false;
        for (int agent = 0; !mapped && System.nanoTime() < deadline; agent++) {
            AgentHandle handle = run.started(Programs.agent(EchoAgent.class).name("agent-" + agent));
            mapped = maps(String.valueOf(handle.status().pid()));
            handle.kill();
        }
        assertThat(mapped).isTrue();
    }

    private static boolean maps(String pid) throws IOException {
        return Files.readString(Path.of("/proc", pid, "maps"), StandardCharsets.ISO_8859_1)
                .contains(".aot");
    }
}
