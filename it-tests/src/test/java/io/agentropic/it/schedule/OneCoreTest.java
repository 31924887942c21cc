package io.agentropic.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.schedule.ExecutionMode;
import io.agentropic.status.AgentState;
import io.agentropic.syscall.Affinity;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many agents run at once, and on what. */
@Tag("host")
class OneCoreTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void agentsThatRunConcurrentlyShareOneProcessor() throws Exception {
        run.open(AgentRuntime.builder().enforcement(Lane.enforcement()).executionMode(ExecutionMode.CONCURRENT));
        AgentHandle first = run.started(Programs.agent(EchoAgent.class));
        AgentHandle second = run.started(Programs.agent(EchoAgent.class).name("other"));

        assertThat(processors(first)).hasSize(1).isEqualTo(processors(second));
        assertThat(Affinity.of(0)).hasSize(Runtime.getRuntime().availableProcessors());
    }

    private static Set<Integer> processors(AgentHandle handle) {
        return Affinity.of(Objects.requireNonNull(handle.status().pid()));
    }

    @Test
    void synchronousAgentsRunOneAfterTheOther() throws Exception {
        run.open(AgentRuntime.builder().enforcement(Lane.enforcement()).executionMode(ExecutionMode.SYNCHRONOUS));
        AgentHandle first = run.started(Programs.agent(EchoAgent.class));
        AgentHandle second = run.spawn(Programs.agent(EchoAgent.class).name("other"));

        assertThat(second.state()).isIn(AgentState.NEW, AgentState.WAITING);
        first.stop();
        second.awaitStarted(Eventually.GENEROUS);
        assertThat(second.state()).isEqualTo(AgentState.RUNNING);
    }
}
