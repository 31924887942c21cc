package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.ipc.Payload;
import io.agentropic.it.agents.DeafAgent;
import io.agentropic.it.agents.MoodyAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.Probe;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.ProbeStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Probes look at agents as they are, and what they find ends those that do not work any more. */
@Tag("host")
@Tag("once")
class HealthTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final List<AgentEvent> events = new CopyOnWriteArrayList<>();

    private AgentHandle started(AgentSpec.Builder spec) throws Exception {
        run.runtime().onEvent(events::add);
        return run.started(spec);
    }

    private static AgentSpec.Builder moody(HealthConfig.Builder health) {
        return Programs.agent(MoodyAgent.class)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .stopGrace(Duration.ofSeconds(4))
                        .build())
                .health(health.build());
    }

    private static Probe.Builder exists(Path file) {
        return Probe.exec("/usr/bin/test", "-e", file.toString()).period(SHORT).failureThreshold(2);
    }

    private ExitReport endOfTheFirst(AgentHandle handle) throws InterruptedException {
        eventually(
                "it was ended and started again",
                () -> handle.status().incarnation() == 2
                        && handle.status().lastExit() != null
                        && handle.state() == AgentState.RUNNING);
        return handle.status().lastExit();
    }

    private List<String> told() {
        return events.stream().map(AgentEvent::reason).toList();
    }

    @Test
    @DisplayName("S77, S85: readiness comes and goes with its probe, and never ends the agent")
    void readinessComesAndGoesAndNeverEndsTheAgent() throws Exception {
        Path file = run.scratch().resolve("ready");
        AgentHandle handle = started(moody(HealthConfig.builder().readiness(exists(file))));
        assertThat(handle.status().ready()).isFalse();
        assertThat(handle.status().live()).isTrue();

        Files.createFile(file);
        eventually("it is ready", () -> handle.status().ready());
        Files.delete(file);
        eventually("it is not ready", () -> !handle.status().ready());
        assertThat(handle.status().incarnation()).isEqualTo(1);
        assertThat(handle.state()).isEqualTo(AgentState.RUNNING);
        eventually(
                "both were told",
                () -> told().contains("ready") && told().stream().anyMatch(reason -> reason.startsWith("not ready: ")));
    }

    @Test
    void readinessByHeartbeatIsWhatTheAgentSays() throws Exception {
        AgentHandle handle = started(moody(HealthConfig.builder().readiness(Probe.heartbeat())));
        assertThat(handle.status().ready()).isFalse();
        handle.send(Payload.of("ready"));

        eventually("it is ready", () -> handle.status().ready());
    }

    @Test
    void readinessBySocketWantsSomebodyToAccept() throws Exception {
        Path socket = run.scratch().resolve("agent.sock");
        AgentHandle handle = started(
                moody(HealthConfig.builder().readiness(Probe.unix(socket).period(SHORT))));
        eventually(
                "its probe has looked",
                () -> handle.status().health().stream()
                        .anyMatch(probe -> probe.detail().contains(socket.toString())));
        assertThat(handle.status().ready()).isFalse();

        handle.send(Payload.of("listen " + socket));
        eventually("it is ready", () -> handle.status().ready());
        handle.stop();
        Files.delete(socket);
    }

    @Test
    void livenessByFileEndsAnAgentThatTouchesItNoMore() throws Exception {
        Path file = run.scratch().resolve("alive");
        AgentHandle handle = started(moody(HealthConfig.builder()
                .liveness(Probe.modifiedFile(file, Duration.ofSeconds(2))
                        .period(SHORT)
                        .failureThreshold(2))));
        handle.send(Payload.of("touch " + file));
        eventually("it touches the file", () -> Files.exists(file));
        handle.pause();
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        handle.resume();
        handle.send(Payload.of("stall"));

        ExitReport report = endOfTheFirst(handle);
        assertThat(report.cause()).isEqualTo(ExitCause.UNHEALTHY);
        assertThat(report.summary()).contains(file + " was not modified for");
    }

    @Test
    @DisplayName("S82: until its startup probe succeeds an agent is starting, and its liveness probe does not look")
    void aSlowStartSurvives() throws Exception {
        Path up = run.scratch().resolve("up");
        AgentHandle handle = run.spawn(moody(HealthConfig.builder()
                .startup(exists(up).failureThreshold(1_000))
                .liveness(exists(up).period(Duration.ofMillis(20)).failureThreshold(1))));
        eventually(
                "its startup probe has looked",
                () -> handle.status().health().stream()
                        .map(ProbeStatus::detail)
                        .anyMatch(detail -> detail.contains("exit code 1")));
        assertThat(handle.state()).isEqualTo(AgentState.STARTING);
        assertThat(handle.status().ready()).isFalse();

        Files.createFile(up);
        eventually("it runs", () -> handle.state() == AgentState.RUNNING);
        assertThat(handle.status().incarnation()).isEqualTo(1);
        assertThat(handle.status().ready()).isTrue();
    }

    @Test
    @DisplayName("S82: a startup probe that fails as often as allowed ends the start")
    void aStartThatIsNotReachedIsEnded() throws Exception {
        AgentResult result = run.result(Programs.agent(MoodyAgent.class)
                .health(HealthConfig.builder()
                        .startup(Probe.exec("/bin/false").period(SHORT).failureThreshold(3))
                        .build()));

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.START_TIMEOUT);
        assertThat(result.lastExit().summary()).contains("its startup probe failed: /bin/false ended with exit code 1");
    }

    @Test
    @DisplayName(
            "S35: an agent that ends before its startup probe has succeeded has failed to start, whatever its code")
    void anEndBeforeTheStartupProbeSucceededIsAFailedStart() throws Exception {
        AgentResult result = run.result(Programs.child("sleep", "500")
                .health(HealthConfig.builder().startup(Probe.exec("/bin/false")).build()));

        assertThat(result.lastExit().code()).isZero();
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.START_FAILED);
        assertThat(result.lastExit().summary()).contains("its startup probe had not succeeded");
    }

    @Test
    @DisplayName("S87: an agent whose heartbeats stop is asked for a thread dump, ended and started again")
    void anAgentWhoseHeartbeatsStopIsEnded() throws Exception {
        AgentHandle handle = started(moody(
                HealthConfig.builder().liveness(Probe.heartbeat().period(SHORT).timeout(Duration.ofSeconds(1)))));
        signal("STOP", handle.status().pid());
        ExitReport report = endOfTheFirst(handle);

        assertThat(report.cause()).isEqualTo(ExitCause.UNHEALTHY);
        assertThat(report.summary()).contains("no heartbeat for ");
        assertThat(report.actions()).anyMatch(action -> action.what().equals("asked for a thread dump"));
        assertThat(report.clues().threadDump()).first().asString().startsWith("Full thread dump");
        assertThat(handle.status().live()).isTrue();
    }

    @Test
    @DisplayName("S89: an agent that beats and makes no step is ended, and its report shows where it stands")
    void anAgentThatMakesNoStepIsEnded() throws Exception {
        AgentHandle handle = started(moody(HealthConfig.builder()
                .liveness(Probe.progress(Duration.ofSeconds(1)).period(SHORT).timeout(Duration.ofSeconds(5)))));
        handle.send(Payload.of("stall"));
        ExitReport report = endOfTheFirst(handle);

        assertThat(report.cause()).isEqualTo(ExitCause.UNHEALTHY);
        assertThat(report.summary())
                .contains("it made no step for ", "its main thread was ", "io.agentropic.it.agents.Pace.sleep");
        assertThat(String.join("\n", report.clues().threadDump()))
                .contains("\"main\"", "io.agentropic.it.agents.MoodyAgent.stall");
        assertThat(Files.readString(run.directory().resolve(report.file())))
                .contains("\"threadDump\":[\"Full thread dump", "\"complaint\":\"heartbeats come, but");
    }

    @Test
    void anAgentThatSaysItIsUnhealthyIsEnded() throws Exception {
        AgentHandle handle = started(moody(
                HealthConfig.builder().liveness(Probe.heartbeat().period(SHORT).timeout(Duration.ofSeconds(5)))));
        handle.send(Payload.of("sick"));
        ExitReport report = endOfTheFirst(handle);

        assertThat(report.cause()).isEqualTo(ExitCause.UNHEALTHY);
        assertThat(report.summary()).contains("its health() says: the disk is full");
    }

    @Test
    @DisplayName("S83: a probe that hangs is killed with what it started, and counts as a failure")
    void aProbeThatHangsIsKilled() throws Exception {
        AgentHandle handle = started(moody(HealthConfig.builder()
                .liveness(Probe.exec("/bin/sh", "-c", "setsid sleep 611 & sleep 611")
                        .period(SHORT)
                        .timeout(SHORT)
                        .failureThreshold(1))));
        ExitReport report = endOfTheFirst(handle);

        assertThat(report.cause()).isEqualTo(ExitCause.UNHEALTHY);
        assertThat(report.summary()).contains("within 200 ms");
        handle.stop();
        eventually(
                "no sleeper is left",
                () -> ProcessHandle.allProcesses()
                        .noneMatch(process ->
                                process.info().commandLine().orElse("").endsWith("sleep 611")));
    }

    @Test
    @DisplayName("S84: while an agent is backing off, probes restart nothing")
    void probesRestartNothingWhileBackingOff() throws Exception {
        AgentResult result = run.result(Programs.child("exit", "1")
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .maxRestarts(2)
                        .build())
                .health(HealthConfig.builder()
                        .liveness(Probe.exec("/bin/false")
                                .period(Duration.ofMillis(10))
                                .failureThreshold(1))
                        .build()));

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.incarnations()).isEqualTo(3);
    }

    @Test
    @DisplayName("S86: an agent that is being stopped is not found unhealthy")
    void anAgentThatIsBeingStoppedIsNotFoundUnhealthy() throws Exception {
        Path file = Files.createFile(run.scratch().resolve("alive"));
        AgentHandle handle = started(Programs.agent(DeafAgent.class)
                .health(HealthConfig.builder()
                        .liveness(exists(file).failureThreshold(1))
                        .build()));
        Thread stopping = Thread.ofVirtual().start(() -> stop(handle));
        eventually("it is being stopped", () -> handle.state() == AgentState.STOPPING);
        Files.delete(file);
        stopping.join();

        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.FORCED);
        assertThat(told()).noneMatch(reason -> reason.contains("/usr/bin/test"));
    }

    @Test
    @DisplayName("S99: time in a pause counts neither for liveness nor for resetAfter")
    void timeInAPauseDoesNotCount() throws Exception {
        Duration resetAfter = Duration.ofSeconds(3);
        run.runtime().onEvent(events::add);
        AgentHandle handle = run.spawn(moody(HealthConfig.builder()
                        .liveness(Probe.progress(Duration.ofSeconds(2))
                                .period(SHORT)
                                .timeout(Duration.ofSeconds(1))
                                .failureThreshold(1)))
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .resetAfter(resetAfter)
                        .build()));
        eventually("it runs", () -> handle.state() == AgentState.RUNNING);
        ProcessHandle.of(handle.status().pid()).orElseThrow().destroyForcibly();
        eventually("it runs again", () -> handle.status().incarnation() == 2 && handle.state() == AgentState.RUNNING);
        handle.pause();
        assertThat(handle.status().ready()).isFalse();
        Thread.sleep(resetAfter.plusSeconds(1));
        assertThat(handle.status().consecutiveFailures()).isEqualTo(1);
        handle.resume();

        eventually("it ran long enough", () -> handle.status().consecutiveFailures() == 0);
        assertThat(handle.status().ready()).isTrue();
        assertThat(handle.status().incarnation()).isEqualTo(2);
        assertThat(told()).noneMatch(reason -> reason.contains("no step") || reason.contains("no heartbeat"));
    }

    @Test
    void afterAPauseReadinessIsProvedAgain() throws Exception {
        Path file = Files.createFile(run.scratch().resolve("ready"));
        AgentHandle handle =
                started(moody(HealthConfig.builder().readiness(exists(file).period(Duration.ofSeconds(1)))));
        eventually("it is ready", () -> handle.status().ready());
        handle.pause();
        assertThat(handle.status().ready()).isFalse();
        handle.resume();

        assertThat(handle.status().ready()).isFalse();
        eventually("it is ready again", () -> handle.status().ready());
    }

    @Test
    void aProbeThatCannotBeIsRefusedBeforeAnythingStarts() {
        AgentSpec spec = Programs.child("hang")
                .health(HealthConfig.builder()
                        .readiness(Probe.heartbeat())
                        .liveness(Probe.tcp("", 0))
                        .build())
                .build();

        assertThatThrownBy(() -> run.runtime().spawn(spec))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("health.readiness.type heartbeat")
                .hasMessageContaining("health.liveness.port")
                .hasMessageContaining("health.liveness.host");
    }

    private static void stop(AgentHandle handle) {
        try {
            handle.stop(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
