package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What exit codes and run times mean for restarts, with real children. */
@Tag("host")
class RestartRulesTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @DisplayName("S05 a code of success completes")
    void aCodeOfSuccessCompletes() throws Exception {
        AgentResult result = run.result(Programs.child("exit", "3")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .successExitCodes(Set.of(3))
                        .build()));

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.COMPLETED);
        assertThat(result.lastExit().summary()).contains("exit code 3, which counts as success");
    }

    @Test
    @DisplayName("S08 a code that prevents is final, even under always")
    void aCodeThatPreventsIsFinal() throws Exception {
        AgentResult result = run.result(Programs.child("exit", "77")
                .supervision(Programs.supervision(RestartPolicy.ALWAYS)
                        .restartPreventExitCodes(Set.of(77))
                        .build()));

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.incarnations()).isEqualTo(1);
        assertThat(result.reason()).contains("trying again is of no use");
    }

    @Test
    @DisplayName("S09 a code that forces restarts, even under never")
    void aCodeThatForcesRestarts() throws Exception {
        AgentResult result = run.result(Programs.child("exit", "42")
                .supervision(Programs.supervision(RestartPolicy.NEVER)
                        .restartForceExitCodes(Set.of(42))
                        .maxRestarts(2)
                        .build()));

        assertThat(result.incarnations()).isEqualTo(3);
        assertThat(result.state()).isEqualTo(AgentState.FAILED);
    }

    @Test
    @DisplayName("S11 a termination from outside is restarted")
    void aTerminationFromOutsideIsRestarted() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE).build()));
        ProcessHandle.of(handle.status().pid()).orElseThrow().destroy();

        eventually("a second life", () -> handle.status().incarnation() == 2);
        eventually("it runs", () -> handle.state() == AgentState.RUNNING);
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.EXTERNAL_SIGNAL);
    }

    @Test
    @DisplayName("S12 a main thread that throws while another lives is reported, and no exit")
    void anAgentWhoseOtherThreadLivesHasNotEnded() throws Exception {
        AgentHandle handle = run.started(Programs.child("leftover-thread", "3000", "then", "throw", "in main"));
        eventually("it ended", () -> handle.state().hasEnded());

        assertThat(handle.status().lastExit().uptime()).isGreaterThan(Duration.ofSeconds(2));
        assertThat(handle.status().lastExit().uncaughtErrors())
                .anyMatch(error -> error.message().contains("in main"));
    }

    @Test
    @DisplayName("S31 a start that the host refuses is a failure with a delay, and the supervisor lives")
    void aStartThatTheHostRefusesIsTriedAgain() throws Exception {
        var directory = run.scratch().resolve("gone");
        java.nio.file.Files.createDirectory(directory);
        AgentHandle handle = run.spawn(Programs.child("exit", "1")
                .workingDirectory(directory)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .backoff(BackoffStrategy.fixed(Duration.ofSeconds(1)))
                        .maxRestarts(2)
                        .build()));
        eventually("its first life ended", () -> handle.status().lastExit() != null);
        java.nio.file.Files.delete(directory);
        AgentResult result = handle.join(Eventually.GENEROUS);

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.SPAWN_FAILED);
        assertThat(result.incarnations()).isEqualTo(3);
        assertThat(result.reason()).contains("restart budget is spent");
    }

    @Test
    @DisplayName("S35 a clean end within minUptime is a failed start; without minUptime it completes")
    void aCleanEndWithinMinUptimeIsAFailedStart() throws Exception {
        AgentResult result = run.result(Programs.child("print", "too soon")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .minUptime(Duration.ofMinutes(1))
                        .maxRestarts(1)
                        .build()));

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.incarnations()).isEqualTo(2);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.START_FAILED);
        assertThat(result.lastExit().summary()).contains("sooner than its minUptime");
    }

    @Test
    void aBudgetThatNeverTriggersIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> run.spawn(Programs.child("print", "never")
                        .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                                .backoff(BackoffStrategy.DEFAULT)
                                .maxRestarts(5)
                                .window(Duration.ofSeconds(20))
                                .build())))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("can never be reached");
        assertThat(run.runtime().agents()).isEmpty();
    }

    @Test
    void aSpentBudgetIsFollowedByOneMoreAttemptWhereThatIsAskedFor() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("exit", "1")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .maxRestarts(0)
                        .recoverAfter(Duration.ofMillis(200))
                        .build()));

        eventually("it is tried again and again", () -> handle.status().incarnation() >= 3);
        handle.stop();
        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
    }
}
