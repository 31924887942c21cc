package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.CountingAgent;
import io.agentropic.it.agents.DeafAgent;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Asked, then terminated, then killed; and nothing is left in any case. */
@Tag("host")
class StoppingTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void anAgentThatListensEndsInItsOwnWayAndHandsOverItsResult() throws Exception {
        AgentHandle handle = run.started(Programs.agent(CountingAgent.class));
        eventually("it has done something", () -> handle.metrics().progress() > 0);
        handle.stop();
        AgentResult result = handle.join(Eventually.GENEROUS);

        assertThat(result.state()).isEqualTo(AgentState.STOPPED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.STOPPED);
        assertThat(Long.parseLong(result.output().text())).isPositive();
    }

    @Test
    void aPlainProgramIsTerminatedWithinItsGrace() throws Exception {
        AgentHandle handle = run.started(Programs.child("hang"));
        handle.stop();
        AgentResult result = handle.join(Eventually.GENEROUS);

        assertThat(result.state()).isEqualTo(AgentState.STOPPED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.STOPPED);
    }

    @Test
    void anAgentThatIgnoresEverythingIsKilledWhenItsGraceIsOver() throws Exception {
        AgentHandle handle = run.started(Programs.agent(DeafAgent.class));
        long before = System.nanoTime();
        handle.stop(Duration.ofSeconds(3));

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.FORCED);
        assertThat(handle.status().lastExit().actions()).isNotEmpty();
    }

    @Test
    void aGraceOfZeroKillsAtOnce() throws Exception {
        AgentHandle handle = run.started(Programs.agent(DeafAgent.class));
        long before = System.nanoTime();
        handle.stop(Duration.ZERO);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.FORCED);
    }

    @Test
    void stoppingTwiceIsAsStoppingOnce() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class));
        Thread other = Thread.ofVirtual().start(() -> {
            try {
                handle.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        handle.stop();
        other.join();
        handle.stop();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(handle.status().incarnation()).isEqualTo(1);
    }

    @Test
    void aStopDuringTheStartWins() throws Exception {
        AgentHandle handle = run.spawn(Programs.agent(EchoAgent.class)
                .supervision(Programs.supervision(RestartPolicy.ALWAYS).build()));
        handle.stop();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(handle.status().pid()).isNull();
    }

    @Test
    void aStoppedAgentIsNotRestartedWhateverItsPolicy() throws Exception {
        AgentHandle handle = run.started(Programs.child("ignore-term")
                .supervision(Programs.supervision(RestartPolicy.ALWAYS)
                        .stopGrace(Duration.ofMillis(500))
                        .build()));
        handle.stop();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void manyAgentsAreStoppedTogetherNotOneAfterTheOther() throws Exception {
        for (int i = 0; i < 6; i++) {
            run.started(Programs.agent(DeafAgent.class)
                    .name("deaf-" + i)
                    .supervision(Programs.supervision(RestartPolicy.NEVER)
                            .stopGrace(Duration.ofSeconds(3))
                            .build()));
        }
        long before = System.nanoTime();
        ShutdownReport report = run.runtime().shutdown();

        assertThat(report.unstopped()).isEmpty();
        assertThat(report.results()).hasSize(6);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void anEndlessRestartLoopDoesNotHoldUpTheShutdown() throws Exception {
        List<AgentHandle> loops = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loops.add(run.spawn(Programs.child("exit", "1")
                    .name("loop-" + i)
                    .supervision(Programs.supervision(RestartPolicy.ALWAYS)
                            .maxRestarts(-1)
                            .build())));
        }
        eventually(
                "they restart",
                () -> loops.stream().allMatch(loop -> loop.status().restarts() > 0));
        ShutdownReport report = run.runtime().shutdown();

        assertThat(report.unstopped()).isEmpty();
        assertThat(loops).allMatch(loop -> loop.state().atRest());
    }
}
