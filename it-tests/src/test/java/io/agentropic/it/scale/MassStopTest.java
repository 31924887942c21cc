package io.agentropic.it.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.agent.Agent;
import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.agents.DeafAgent;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.JvmConfig;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many agents stop side by side, whether they listen or not. How long that takes is a figure of the benchmark. */
@Tag("host")
@Tag("once")
class MassStopTest {

    private static final int AGENTS = 100;
    private static final String DEAF = "deaf-";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What even a slow machine needs for fifty JVMs that listen; the deaf ones take all of it. */
    private static final Duration LONG_GRACE = Duration.ofSeconds(20);

    private static final Duration SHORT_GRACE = Duration.ofSeconds(1);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @Timeout(900)
    void aHundredAgentsStopSideBySideAndExactlyTheDeafOnesAreForced() throws Exception {
        List<AgentHandle> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(run.spawn(
                    i % 2 == 0
                            ? agent(DEAF + i, DeafAgent.class, SHORT_GRACE)
                            : agent("listening-" + i, EchoAgent.class, LONG_GRACE)));
        }
        for (AgentHandle agent : agents) {
            assertThat(agent.awaitStarted(PATIENCE)).isEqualTo(AgentState.RUNNING);
        }

        long before = System.nanoTime();
        ShutdownReport report = run.runtime().shutdown();
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(report.unstopped()).isEmpty();
        assertThat(report.results()).hasSize(AGENTS).allMatch(AgentResult::succeeded);
        assertThat(report.results())
                .allSatisfy(result -> assertThat(endOf(result).cause())
                        .as(result.agent())
                        .isEqualTo(result.agent().startsWith(DEAF) ? ExitCause.FORCED : ExitCause.STOPPED));
        // One after the other the deaf ones alone would take longer.
        assertThat(took).isLessThan(SHORT_GRACE.multipliedBy(AGENTS / 2));
    }

    private static ExitReport endOf(AgentResult result) {
        return Objects.requireNonNull(result.lastExit(), result.agent());
    }

    private static AgentSpec.Builder agent(String name, Class<? extends Agent> type, Duration grace) {
        return Programs.agent(type)
                .name(name)
                .jvm(new JvmConfig(
                        null, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), DataSize.mebibytes(16)))
                .supervision(Programs.supervision(RestartPolicy.NEVER)
                        .startTimeout(PATIENCE)
                        .stopGrace(grace)
                        .build());
    }
}
