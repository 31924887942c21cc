package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.GroupStrategy;
import io.agentropic.status.AgentState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A group inside another: the outer one has an agent of its own, the inner one has two, and one that joined later. */
@Tag("host")
class NestedGroupsTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private AgentHandle own;
    private AgentHandle a;
    private AgentHandle b;
    private AgentHandle late;

    @BeforeEach
    void allRun() throws Exception {
        run.runtime().addGroup(GroupSpec.named("outer").maxRestarts(1).build());
        run.runtime()
                .addGroup(GroupSpec.named("inner")
                        .strategy(GroupStrategy.ONE_FOR_ALL)
                        .maxRestarts(0)
                        .parent("outer")
                        .build());
        own = run.started(member("own", "outer"));
        List<AgentHandle> members = run.runtime()
                .spawnAll(List.of(
                        member("a", "inner").build(), member("b", "inner").build()));
        a = members.get(0);
        b = members.get(1);
        late = run.started(member("late", "inner"));
        eventually("all run", () -> runs(a, 1) && runs(b, 1) && runs(late, 1));
    }

    private static AgentSpec.Builder member(String name, String group) {
        return Programs.child("hang")
                .name(name)
                .group(group)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE).build());
    }

    private static boolean runs(AgentHandle agent, long incarnation) {
        return agent.state() == AgentState.RUNNING && agent.status().incarnation() == incarnation;
    }

    private static void kill(AgentHandle agent) {
        ProcessHandle.of(agent.status().pid()).orElseThrow().destroyForcibly();
    }

    @Test
    @DisplayName("S44: a group that gives up is restarted whole by the one above; who joined later is not resurrected")
    void theOuterGroupRestartsTheInnerOne() throws Exception {
        kill(a);

        eventually("the inner group runs again", () -> runs(a, 2) && runs(b, 2));
        assertThat(late.state()).isEqualTo(AgentState.STOPPED);
        assertThat(runs(own, 1)).isTrue();
    }

    @Test
    @DisplayName("S44: when the outer group has spent its budget too, all of both are stopped")
    void aSpentOuterGroupStopsAll() throws Exception {
        kill(a);
        eventually("the inner group runs again", () -> runs(a, 2) && runs(b, 2));
        kill(b);

        eventually("b has failed", () -> b.state() == AgentState.FAILED);
        eventually(
                "the others are stopped", () -> a.state() == AgentState.STOPPED && own.state() == AgentState.STOPPED);
        assertThat(b.status().reason()).contains("the restart budget of its group 'outer' is spent");
    }
}
