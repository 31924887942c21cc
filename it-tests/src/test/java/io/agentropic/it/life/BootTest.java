package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.agents.UnbornAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.it.support.Steps;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.BootFailedException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.BootPolicy;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.status.AgentState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several agents started together, of which one does not come up. */
@Tag("host")
class BootTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private static AgentSpec spec(String name, String after, AgentSpec.Builder program) {
        AgentSpec.Builder spec = program.name(name)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE).build());
        return (after.isEmpty() ? spec : spec.dependsOn(after, DependencyCondition.STARTED)).build();
    }

    private static AgentSpec hanging(String name, String after) {
        return spec(name, after, Programs.child("hang"));
    }

    private static AgentSpec unborn(String name, String after) {
        return spec(name, after, Programs.agent(UnbornAgent.class));
    }

    @Test
    @DisplayName("S49: fail-fast: the third fails, the second and the first are stopped in that order, the start fails")
    void failFastStopsWhatWasStarted() throws Exception {
        Steps steps = Steps.of(run);
        List<AgentSpec> specs = List.of(hanging("a", ""), hanging("b", "a"), unborn("c", "b"));

        assertThatThrownBy(() -> run.runtime().spawnAll(specs, BootPolicy.FAIL_FAST))
                .isInstanceOf(BootFailedException.class)
                .hasMessageContaining("'c'")
                .hasMessageContaining("cannot be initialized");
        assertThat(run.runtime().agents()).isEmpty();
        assertThat(steps.first("b", AgentState.STOPPED)).isPositive();
        assertThat(steps.first("a", AgentState.STOPPING)).isGreaterThan(steps.first("b", AgentState.STOPPED));

        List<AgentHandle> again = run.runtime().spawnAll(specs.subList(0, 2), BootPolicy.FAIL_FAST);
        assertThat(again).allMatch(agent -> agent.state() == AgentState.RUNNING);
    }

    @Test
    @DisplayName("S49: retry, the default: the one that fails is started again, the others run")
    void retryLetsTheOthersRun() throws Exception {
        List<AgentHandle> agents = run.runtime().spawnAll(List.of(hanging("a", ""), unborn("b", "a")));

        eventually("b was started again", () -> agents.get(1).status().incarnation() > 1);
        assertThat(agents.get(0).state()).isEqualTo(AgentState.RUNNING);
    }

    @Test
    void aTaskThatIsDoneSoonIsAGoodStart() throws Exception {
        List<AgentHandle> agents =
                run.runtime().spawnAll(List.of(spec("a", "", Programs.child("print", "done"))), BootPolicy.FAIL_FAST);

        eventually("it completed", () -> agents.getFirst().state() == AgentState.COMPLETED);
    }
}
