package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.agents.DeafAgent;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.agents.UnbornAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.LifecycleHooks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stops that meet something else on their way, and hooks around the end of a life. */
@Tag("host")
class StopAndHookScenariosTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    @DisplayName("S10 S13 S70 a stop that meets the end wins, and there is one end")
    void aStopThatMeetsTheEndWins() throws Exception {
        for (int i = 0; i < 5; i++) {
            AgentHandle handle = run.started(Programs.child("sleep", "300", "then", "exit", "1")
                    .name("racing-" + i)
                    .supervision(Programs.supervision(RestartPolicy.ALWAYS).build()));
            Thread.sleep(250 + 20L * i);
            handle.stop();

            assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
            assertThat(handle.status().pid()).isNull();
            String name = handle.name();
            eventually(
                    "its rest is told",
                    () -> run.runtime().events().last(1_000).stream()
                            .anyMatch(event -> event.agent().equals(name) && event.to() == AgentState.STOPPED));
            long ends = run.runtime().events().last(1_000).stream()
                    .filter(event -> event.agent().equals(name)
                            && event.incarnation() == handle.status().incarnation()
                            && event.to() == AgentState.FINISHING)
                    .count();
            assertThat(ends).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("S64 who waits for a start that is stopped is told so")
    void whoWaitsForAStartThatIsStoppedIsToldSo() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("exit", "1")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .backoff(BackoffStrategy.fixed(Duration.ofMinutes(5)))
                        .maxRestarts(1)
                        .window(Duration.ofHours(1))
                        .build()));
        eventually("backoff", () -> handle.state() == AgentState.BACKOFF);
        Thread starting = Thread.ofVirtual().start(() -> {
            try {
                handle.start();
                told.add("started");
            } catch (AgentStateException e) {
                told.add(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        eventually(
                "it starts",
                () -> handle.state() == AgentState.STARTING || handle.status().incarnation() == 2);
        handle.stop();
        starting.join();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(told).hasSize(1);
    }

    @Test
    @DisplayName("S73 onStop is called exactly once for each life, after a failed start too")
    void onStopIsCalledOnceForEachLife() throws Exception {
        run.open(Lane.enforcement(), new LifecycleHooks() {
            @Override
            public void onStop(ExitReport report) {
                told.add(report.incarnation() + " " + report.cause() + " " + report.code());
            }
        });
        run.result(Programs.agent(UnbornAgent.class)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .maxRestarts(1)
                        .build()));

        eventually("both ends were told", () -> told.size() >= 2);
        assertThat(told).hasSize(2).allMatch(end -> end.contains(ExitCause.START_FAILED.name()));
        assertThat(told.getFirst()).startsWith("1 ");
        assertThat(told.getLast()).startsWith("2 ");
    }

    @Test
    @DisplayName("S74 a hook that hangs is cut, and the life goes on meanwhile")
    void aHookThatHangsIsCut() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        run.open(Lane.enforcement(), new LifecycleHooks() {
            @Override
            public void onStart(String agent, long incarnation) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    cut.countDown();
                }
            }

            @Override
            public void onStop(ExitReport report) {
                told.add("stopped");
            }
        });
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class));
        handle.stop();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(cut.await(Eventually.GENEROUS.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        eventually("the next hook is called", () -> told.equals(List.of("stopped")));
    }

    @Test
    @DisplayName("S75 a start during the stop runs it again; a stop after that keeps it down")
    void aStartDuringTheStopIsHonouredUnlessAnotherStopFollows() throws Exception {
        AgentHandle handle = run.started(Programs.agent(DeafAgent.class));
        Thread stop = background(() -> handle.stop(Duration.ofSeconds(3)));
        eventually("it stops", () -> handle.state() == AgentState.STOPPING);
        Thread start = background(handle::start);
        stop.join();
        start.join();
        assertThat(handle.state()).isEqualTo(AgentState.RUNNING);
        assertThat(handle.status().incarnation()).isEqualTo(2);

        Thread secondStop = background(() -> handle.stop(Duration.ofSeconds(3)));
        eventually("it stops again", () -> handle.state() == AgentState.STOPPING);
        Thread secondStart = background(handle::start);
        eventually("the start is asked for", () -> secondStart.getState() == Thread.State.WAITING);
        handle.kill();
        secondStop.join();
        secondStart.join();
        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(handle.status().incarnation()).isEqualTo(2);
    }

    @Test
    @DisplayName("S96 an agent that does not run cannot be paused; the state is named")
    void onlyARunningAgentIsPaused() throws Exception {
        AgentHandle backingOff = run.spawn(Programs.child("exit", "1")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .backoff(BackoffStrategy.fixed(Duration.ofMinutes(5)))
                        .maxRestarts(1)
                        .window(Duration.ofHours(1))
                        .build()));
        eventually("backoff", () -> backingOff.state() == AgentState.BACKOFF);
        assertThatThrownBy(backingOff::pause)
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("BACKOFF");

        AgentHandle starting = run.spawn(Programs.agent(UnbornAgent.class, "hang"));
        eventually("it starts", () -> starting.state() == AgentState.STARTING);
        assertThatThrownBy(starting::pause)
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("STARTING");

        Thread stop = background(() -> starting.stop(Duration.ofSeconds(2)));
        eventually("it stops", () -> starting.state() != AgentState.STARTING);
        assertThatThrownBy(starting::pause).isInstanceOf(AgentStateException.class);
        stop.join();
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    private Thread background(Action action) {
        return Thread.ofVirtual().start(() -> {
            try {
                action.run();
            } catch (AgentStateException e) {
                told.add(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
