package io.agentropic.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.SlowStartAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentState;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent that takes long to initialize, and says so. */
@Tag("host")
@Tag("once")
class StartExtensionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private static AgentSpec.Builder agent(int seconds, Duration timeout, Duration most) {
        return Programs.agent(SlowStartAgent.class, Integer.toString(seconds))
                .supervision(Programs.supervision(RestartPolicy.NEVER)
                        .startTimeout(timeout)
                        .maxStartTimeout(most)
                        .build());
    }

    @Test
    @DisplayName("S87: a start that asks for more time has it")
    void anExtensionIsHonoured() throws Exception {
        AgentHandle handle = run.spawn(agent(12, Duration.ofSeconds(10), PATIENCE));

        assertThat(handle.awaitStarted(PATIENCE)).isEqualTo(AgentState.RUNNING);
        assertThat(handle.status().incarnation()).isEqualTo(1);
        handle.stop();
    }

    @Test
    @DisplayName("S87: a start that asks again and again ends at the bound")
    void extensionsExpire() throws Exception {
        AgentHandle handle = run.spawn(agent(600, Duration.ofSeconds(10), Duration.ofSeconds(12)));

        assertThat(handle.join(PATIENCE).state()).isEqualTo(AgentState.FAILED);
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.START_TIMEOUT);
        assertThat(handle.status().lastExit().clues().complaint())
                .contains("nor within the time that it had asked for");
        assertThat(handle.status().lastExit().uptime()).isGreaterThanOrEqualTo(Duration.ofSeconds(11));
    }
}
