package io.agentropic.it.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.spec.JvmConfig;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three hundred agents at once: they start, answer and stop, and nothing is left. */
@Tag("host")
@Tag("once")
class ManyAgentsTest {

    private static final int AGENTS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @Timeout(600)
    void threeHundredAgentsLiveAtOnceAnswerAndStop() throws Exception {
        run.open(AgentRuntime.builder()
                .enforcement(Lane.enforcement())
                .heartbeat(Duration.ofSeconds(5))
                .shutdownTimeout(Duration.ofMinutes(3)));
        List<AgentHandle> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(run.spawn(Programs.agent(EchoAgent.class)
                    .name("idle-" + i)
                    .jvm(new JvmConfig(
                            null, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), DataSize.mebibytes(16)))
                    .supervision(Programs.supervision(RestartPolicy.NEVER)
                            .startTimeout(PATIENCE)
                            .stopGrace(Duration.ofMinutes(1))
                            .build())));
        }
        for (AgentHandle agent : agents) {
            assertThat(agent.awaitStarted(PATIENCE)).isEqualTo(AgentState.RUNNING);
        }
        run.requireAnswers(agents);
        assertThat(agents).allMatch(agent -> agent.status().incarnation() == 1);

        ShutdownReport report = run.runtime().shutdown();
        assertThat(report.unstopped()).isEmpty();
        assertThat(report.results()).hasSize(AGENTS + 1).allMatch(AgentResult::succeeded);
    }
}
