package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.ipc.Payload;
import io.agentropic.it.agents.CountingAgent;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.agents.MoodyAgent;
import io.agentropic.it.agents.PingAgent;
import io.agentropic.it.agents.RoundTripAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages between agents go through the supervisor, which counts them. */
@Tag("host")
class MessagesTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void twoAgentsExchangeMessagesAndBothAreCounted() throws Exception {
        AgentHandle echo = run.started(Programs.agent(EchoAgent.class).name("echo"));
        AgentHandle ping = run.spawn(Programs.agent(PingAgent.class, "echo", "50"));
        AgentResult result = ping.join(Eventually.GENEROUS);

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.output().text()).isEqualTo("50");
        assertThat(ping.metrics().messagesSent()).isGreaterThanOrEqualTo(50);
        assertThat(ping.metrics().messagesReceived()).isGreaterThanOrEqualTo(50);
        assertThat(echo.metrics().messagesReceived()).isGreaterThanOrEqualTo(50);
        assertThat(echo.metrics().messagesSent()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void aMessageFromTheSupervisorArrives() throws Exception {
        AgentHandle echo = run.started(Programs.agent(EchoAgent.class));
        echo.send(Payload.of("hello"));

        eventually("it was received", () -> echo.metrics().messagesReceived() == 1);
    }

    @Test
    void aRateOfMessagesIsWhatAnAgentIsHandedAndTheRestWaits() throws Exception {
        AgentHandle echo = run.started(Programs.agent(EchoAgent.class).messageRate(20));
        long began = System.nanoTime();
        for (int i = 0; i < 60; i++) {
            echo.send(Payload.of("hello"));
        }
        eventually("a second's worth", () -> echo.metrics().messagesReceived() >= 20);
        eventually("all of it", () -> echo.metrics().messagesReceived() == 60);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(1_950));
        assertThat(echo.metrics().messagesLost()).isZero();
    }

    @Test
    void anAgentMayWriteToItself() throws Exception {
        AgentResult result = run.result(Programs.agent(RoundTripAgent.class, "10", "20"));

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(List.of(result.output().text().strip().split(" ", -1))).hasSize(20);
    }

    @Test
    void aMessageToAnAgentWhoseJvmIsEndingDoesNotCutThatShort() throws Exception {
        AgentHandle agent = run.started(Programs.agent(MoodyAgent.class));
        agent.send(Payload.of("linger 6000"));
        eventually(
                "it will",
                () -> Output.lines(run.directory(), agent.name(), "stdout").contains("about to linger"));
        signal("TERM", agent.status().pid());
        eventually(
                "its JVM is ending",
                () -> Output.lines(run.directory(), agent.name(), "stdout").contains("lingering"));
        Thread messages = Thread.ofVirtual().start(() -> sendUntilTheEnd(agent));
        AgentResult result = agent.join(Eventually.GENEROUS);
        messages.join();

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.EXTERNAL_SIGNAL);
        assertThat(result.lastExit().code()).isEqualTo(143);
    }

    private static void sendUntilTheEnd(AgentHandle agent) {
        while (agent.state() == AgentState.RUNNING) {
            try {
                agent.send(Payload.of("ready"));
                Thread.sleep(Duration.ofMillis(100));
            } catch (AgentStateException itHasEnded) {
                return;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aMessageToNobodyIsToldToItsSender() throws Exception {
        AgentHandle ping = run.started(Programs.agent(PingAgent.class, "nobody", "1"));
        eventually(
                "the worker says so on standard error",
                () -> String.join("\n", Output.lines(run.directory(), ping.name(), "stderr"))
                        .contains("nobody"));
        ping.kill();
    }

    @Test
    void progressAndTheJvmsOwnFiguresComeWithTheHeartbeat() throws Exception {
        AgentHandle counting = run.started(Programs.agent(CountingAgent.class));

        eventually("progress arrives", () -> counting.metrics().progress() > 10);
        assertThat(counting.metrics().jvm()).isNotNull();
        assertThat(counting.metrics().usage().memoryBytes()).isGreaterThan(10L << 20);
        assertThat(counting.status().ready()).isTrue();
    }
}
