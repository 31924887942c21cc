package io.agentropic.it.shared;

import static io.agentropic.it.support.Eventually.GENEROUS;
import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.support.CleanRun;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.LifecycleHooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent that shares a JVM lives as one that has its own, as seen through its handle. */
@Tag("host")
@Tag("once")
class SharedLifeTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void anAgentIsHandedWhatItWasGivenAndItsResultIsHeard() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentResult result = runtime.spawn(Tenants.tenant("one", "describe", "fast")
                        .input("pages")
                        .attribute("colour", "blue")
                        .build())
                .join(GENEROUS);

        assertThat(result.output().text()).isEqualTo("one 1 pages fast blue one false");
        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.COMPLETED);
        assertThat(result.lastExit().code()).isZero();
        eventually("its report is written", () -> Files.exists(run.directory().resolve("reports/one-1.json")));
    }

    @Test
    void aBatchOfAThousandRunsInOneJvm() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        List<AgentSpec> specs = IntStream.range(0, 1_000)
                .mapToObj(i -> Tenants.tenant("a" + i, "describe", "x").build())
                .toList();
        for (AgentHandle handle : runtime.spawnAll(specs)) {
            assertThat(handle.join(GENEROUS).output().text()).startsWith(handle.name() + " 1 ");
        }
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(child -> child.info().commandLine().orElse("").contains("shared..jvm")))
                .hasSize(1);
        runtime.remove("a7");
        assertThat(runtime.agent("a7")).isEmpty();
    }

    @Test
    void eventsOfALifeComeInOrderAndHooksHearOfIt() throws Exception {
        Queue<String> hooks = new ConcurrentLinkedQueue<>();
        AgentRuntime runtime = run.open(Tenants.builder().hooks(new LifecycleHooks() {
            @Override
            public void preStart(String agent, long incarnation) {
                hooks.add("preStart " + agent);
            }

            @Override
            public void onStart(String agent, long incarnation) {
                hooks.add("onStart " + agent);
            }

            @Override
            public void onStop(ExitReport report) {
                hooks.add("onStop " + report.agent() + " " + report.cause());
            }
        }));
        Queue<AgentEvent> events = new ConcurrentLinkedQueue<>();
        runtime.onEvent(events::add);
        runtime.spawn(Tenants.tenant("one", "describe", "x").build()).join(GENEROUS);

        eventually("hooks were called", () -> hooks.size() == 3);
        assertThat(hooks).containsExactly("preStart one", "onStart one", "onStop one COMPLETED");
        eventually("events were told", () -> events.stream().anyMatch(event -> event.to() == AgentState.COMPLETED));
        assertThat(events.stream().filter(event -> event.agent().equals("one")).map(AgentEvent::to))
                .containsExactly(AgentState.STARTING, AgentState.RUNNING, AgentState.COMPLETED);
    }

    @Test
    void whatItThrowsEndsItAloneAndItsPolicyDecides() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle other = runtime.spawn(Tenants.tenant("other", "work").build());
        AgentResult failed =
                runtime.spawn(Tenants.tenant("bad", "throw").build()).join(GENEROUS);
        AgentHandle flaky = runtime.spawn(Tenants.tenant("flaky", "flaky", "2")
                .supervision(Tenants.supervision(RestartPolicy.ON_FAILURE, Duration.ofSeconds(5)))
                .build());

        assertThat(failed.state()).isEqualTo(AgentState.FAILED);
        assertThat(failed.lastExit().cause()).isEqualTo(ExitCause.FAILED);
        assertThat(failed.lastExit().summary()).contains("IllegalStateException: the disk is full");
        assertThat(failed.lastExit().uncaughtErrors().getFirst().stackTrace()).contains("Tenant.execute");
        eventually("its report is written", () -> Files.exists(run.directory().resolve("reports/bad-1.json")));
        assertThat(flaky.join(GENEROUS).output().text()).isEqualTo("attempt 3");
        assertThat(flaky.status().restarts()).isEqualTo(2);
        assertThat(other.state()).isEqualTo(AgentState.RUNNING);
    }

    @Test
    void aPausedAgentStandsAtACheckpointUntilItIsResumed() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle working = runtime.spawn(Tenants.tenant("worker", "work").build());
        AgentHandle deaf = runtime.spawn(Tenants.tenant("deaf", "deaf").build());
        eventually("it works", () -> working.metrics().progress() > 3);
        working.pause();
        assertThat(working.status().paused()).isTrue();
        long before = settledProgress(working);
        Thread.sleep(600);
        assertThat(working.metrics().progress()).isEqualTo(before);
        working.resume();
        eventually("it works on", () -> working.metrics().progress() > before);
        deaf.awaitStarted(GENEROUS);
        assertThatThrownBy(deaf::pause)
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("it reached no checkpoint within 5 s");
        deaf.kill();
    }

    private static long settledProgress(AgentHandle agent) throws InterruptedException {
        long last = -1;
        while (agent.metrics().progress() != last) {
            last = agent.metrics().progress();
            Thread.sleep(500);
        }
        return last;
    }

    @Test
    void aStopIsObeyedAtASafePointAndShutdownIsCalled() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        Path farewell = run.scratch().resolve("farewell");
        AgentHandle agent = runtime.spawn(Tenants.tenant("worker", "work")
                .attribute("farewell", farewell.toString())
                .supervision(Tenants.supervision(RestartPolicy.ALWAYS, Duration.ofSeconds(10)))
                .build());
        agent.awaitStarted(GENEROUS);
        agent.stop();

        assertThat(agent.state()).isEqualTo(AgentState.STOPPED);
        assertThat(agent.status().lastExit().cause()).isEqualTo(ExitCause.STOPPED);
        assertThat(farewell).hasContent("bye");
        agent.start();
        assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
        agent.restart();
        assertThat(agent.status().incarnation()).isEqualTo(3);
    }

    @Test
    void anAgentThatDoesNotStopIsGivenUpAndThatIsSaid() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        Path farewell = run.scratch().resolve("farewell");
        AgentHandle deaf = runtime.spawn(Tenants.tenant("deaf", "deaf")
                .attribute("farewell", farewell.toString())
                .supervision(Tenants.supervision(RestartPolicy.NEVER, Duration.ofMillis(400)))
                .build());
        deaf.awaitStarted(GENEROUS);
        deaf.stop();
        AgentResult result = deaf.join(GENEROUS);

        assertThat(result.state()).isEqualTo(AgentState.STOPPED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.FORCED);
        assertThat(result.lastExit().summary())
                .contains("had not stopped within its grace", "its thread was interrupted and left to itself");
        assertThat(result.lastExit().actions()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(farewell).hasContent("bye");
    }

    @Test
    void aStartThatTakesTooLongIsEnded() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentResult result = runtime.spawn(Tenants.tenant("never", "never")
                        .supervision(io.agentropic.it.support.Programs.supervision(RestartPolicy.NEVER)
                                .startTimeout(Duration.ofSeconds(3))
                                .stopGrace(Duration.ZERO)
                                .build())
                        .build())
                .join(GENEROUS);

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.START_TIMEOUT);
        assertThat(result.state()).isEqualTo(AgentState.FAILED);
    }

    @Test
    void whoMayRunIsBoundedHereToo() throws Exception {
        AgentRuntime runtime = run.open(Tenants.builder().maxConcurrent(1));
        AgentHandle first = runtime.spawn(Tenants.tenant("first", "wait").build());
        AgentHandle second =
                runtime.spawn(Tenants.tenant("second", "describe", "x").build());
        first.awaitStarted(GENEROUS);

        assertThat(second.state()).isEqualTo(AgentState.WAITING);
        assertThat(second.status().queue().place()).isEqualTo(1);
        first.stop();
        assertThat(second.join(GENEROUS).state()).isEqualTo(AgentState.COMPLETED);
    }
}
