package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitReport;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.agents.FlakyAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Processes;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.DuplicateAgentException;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.LifecycleHooks;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comes after an end: restarts by policy, within the budget, never two lives at once. */
@Tag("host")
class RestartsTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void anAgentThatFailsTwiceAndThenSucceedsIsCompleted() throws Exception {
        AgentHandle handle = run.spawn(Programs.agent(FlakyAgent.class, "2")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE).build()));
        AgentResult result = handle.join(Eventually.GENEROUS);

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.incarnations()).isEqualTo(3);
        assertThat(result.output().text()).isEqualTo("attempt 3 succeeded");
        assertThat(handle.status().restarts()).isEqualTo(2);
    }

    @Test
    void anAgentThatNeverRestartsFailsAtItsFirstFailure() throws Exception {
        AgentResult result = run.result(Programs.child("exit", "1"));

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.incarnations()).isEqualTo(1);
    }

    @Test
    void anAgentThatAlwaysRestartsIsRestartedAfterACleanEnd() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("print", "again")
                .supervision(Programs.supervision(RestartPolicy.ALWAYS).build()));

        eventually("a third life", () -> handle.status().incarnation() >= 3);
        handle.stop();
        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void oneRestartMoreThanTheBudgetAllowsGivesUp() throws Exception {
        List<String> givenUp = new CopyOnWriteArrayList<>();
        run.open(Lane.enforcement(), new LifecycleHooks() {
            @Override
            public void onGiveUp(ExitReport report, String reason) {
                givenUp.add(report.agent() + " " + report.incarnation());
            }
        });
        AgentResult result = run.result(Programs.child("exit", "1")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .maxRestarts(2)
                        .build()));

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.incarnations()).isEqualTo(3);
        assertThat(result.reason()).containsIgnoringCase("restart");
        eventually("the hook was called once", () -> givenUp.equals(List.of("child 3")));
    }

    @Test
    void stoppingDuringBackoffStartsNothingAnyMore() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("exit", "1").supervision(patient()));
        eventually("backoff", () -> handle.state() == AgentState.BACKOFF);
        handle.stop();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(handle.status().incarnation()).isEqualTo(1);
    }

    @Test
    void startingDuringBackoffStartsAtOnce() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("exit", "1").supervision(patient()));
        eventually("backoff", () -> handle.state() == AgentState.BACKOFF);
        handle.start();

        eventually("a second life", () -> handle.status().incarnation() == 2);
    }

    @Test
    void aStartThatKeepsTheBackoffCutsTheDelayShortAndForgetsNothing() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("exit", "1").supervision(patient()));
        eventually("backoff", () -> handle.state() == AgentState.BACKOFF);
        handle.start(true);

        eventually("a second failure in a row", () -> handle.status().consecutiveFailures() == 2);
    }

    @Test
    void aResetForgetsThatAnAgentHasFailed() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("exit", "1"));
        handle.join(Eventually.GENEROUS);
        handle.reset();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(handle.status().consecutiveFailures()).isZero();
        assertThat(handle.status().incarnation()).isEqualTo(1);
    }

    @Test
    void anAgentThatFailedStartsAgainByRequestWithItsFailuresForgotten() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("exit", "1"));
        handle.join(Eventually.GENEROUS);
        handle.start();
        AgentResult second = handle.join(Eventually.GENEROUS);

        assertThat(second.state()).isEqualTo(AgentState.FAILED);
        assertThat(second.incarnations()).isEqualTo(2);
    }

    @Test
    void aRunningAgentIsNotStartedTwice() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class));

        assertThatThrownBy(handle::start)
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("RUNNING");
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        run.started(Programs.agent(EchoAgent.class).name("twin"));

        assertThatThrownBy(() -> run.spawn(Programs.agent(EchoAgent.class).name("twin")))
                .isInstanceOf(DuplicateAgentException.class)
                .hasMessageContaining("twin");
    }

    @Test
    void aRestartByRequestIsAnotherProcess() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class));
        long first = handle.status().pid();
        handle.restart();

        assertThat(handle.status().pid()).isNotEqualTo(first);
        assertThat(handle.status().incarnation()).isEqualTo(2);
        assertThat(Processes.alive(first)).isFalse();
    }

    @Test
    void whatALifeLeftBehindIsGoneBeforeTheNextOneStarts() throws Exception {
        var pids = run.scratch().resolve("pids");
        List<String> alive = new CopyOnWriteArrayList<>();
        run.runtime().onEvent(event -> {
            if (event.to() == AgentState.STARTING && event.from() != AgentState.STARTING && Files.exists(pids)) {
                alive.addAll(livingPids(pids));
            }
        });
        AgentResult result = run.result(Programs.child("grandchild", pids.toString(), "then", "exit", "1")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .maxRestarts(3)
                        .build()));

        assertThat(result.incarnations()).isEqualTo(4);
        assertThat(Files.readAllLines(pids)).hasSize(4);
        assertThat(alive).isEmpty();
        assertThat(livingPids(pids)).isEmpty();
    }

    private static List<String> livingPids(java.nio.file.Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(pid -> Processes.alive(Long.parseLong(pid)))
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static io.agentropic.spec.Supervision patient() {
        return Programs.supervision(RestartPolicy.ON_FAILURE)
                .backoff(BackoffStrategy.fixed(Duration.ofMinutes(5)))
                .maxRestarts(1)
                .window(Duration.ofHours(1))
                .build();
    }
}
