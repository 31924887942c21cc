package io.agentropic.it.shared;

import static io.agentropic.it.support.Eventually.GENEROUS;
import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.ipc.Payload;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.agents.PingAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents that share a JVM exchange messages with each other and with those that have their own. */
@Tag("host")
class SharedMessagesTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void twoInOneJvmExchangeMessagesAndBothAreCounted() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle echo =
                runtime.spawn(sharing(AgentSpec.ofClass(EchoAgent.class).name("echo")));
        AgentHandle ping = runtime.spawn(
                sharing(AgentSpec.ofClass(PingAgent.class).name("ping").args("echo", "50")));

        assertThat(ping.join(GENEROUS).output().text()).isEqualTo("50");
        assertThat(ping.metrics().messagesSent()).isGreaterThanOrEqualTo(50);
        assertThat(ping.metrics().messagesReceived()).isGreaterThanOrEqualTo(50);
        assertThat(echo.metrics().messagesReceived()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void oneInAJvmOfItsOwnTalksToOneThatSharesAndMayDependOnIt() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle echo =
                runtime.spawn(sharing(AgentSpec.ofClass(EchoAgent.class).name("echo")));
        AgentHandle ping = runtime.spawn(Programs.agent(PingAgent.class, "echo", "20")
                .dependsOn("echo", DependencyCondition.READY)
                .build());

        assertThat(ping.join(GENEROUS).output().text()).isEqualTo("20");
        assertThatThrownBy(() -> runtime.remove("echo"))
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("depends on it");
        echo.stop();
    }

    @Test
    void aMessageFromTheProgramArrivesAndMailForOneThatIsAboutToRunIsKept() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle waiting = runtime.spawn(Tenants.tenant("waiting", "wait").build());
        waiting.send(Payload.of("hello"));
        waiting.send(Payload.of("enough"));

        assertThat(waiting.join(GENEROUS).state()).isEqualTo(AgentState.COMPLETED);
        assertThatThrownBy(() -> waiting.send(Payload.of("late")))
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("it is COMPLETED");
    }

    @Test
    void aMessageToNobodyLeavesALineOnTheStandardErrorOfTheSharedJvm() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentHandle ping = runtime.spawn(
                sharing(AgentSpec.ofClass(PingAgent.class).name("ping").args("nobody", "1")));
        eventually(
                "it is said", () -> Output.stderr(run.directory()).contains("a message to nobody was not delivered"));
        ping.kill();
    }

    private static AgentSpec sharing(AgentSpec.Builder agent) {
        return agent.isolation(Tenants.NONE).supervision(Programs.ONCE).build();
    }
}
