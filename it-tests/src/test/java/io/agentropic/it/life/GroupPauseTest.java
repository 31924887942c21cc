package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.GroupHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.GroupSpec;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A group that stands still as a whole. */
@Tag("host")
class GroupPauseTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private AgentHandle a;
    private AgentHandle b;
    private GroupHandle group;

    @BeforeEach
    void twoMembersRun() throws Exception {
        run.runtime().addGroup(GroupSpec.named("g").build());
        group = run.runtime().group("g").orElseThrow();
        a = run.started(member("a"));
        b = run.started(member("b"));
    }

    private static AgentSpec.Builder member(String name) {
        return Programs.child("hang").name(name).group("g");
    }

    private static boolean paused(AgentHandle agent) {
        return agent.status().paused();
    }

    @Test
    @DisplayName("S97: an agent that was paused by itself stays so when its group goes on")
    void anOwnPauseOutlastsTheGroups() throws Exception {
        a.pause();
        group.pause();
        group.pause();
        assertThat(paused(a)).isTrue();
        assertThat(paused(b)).isTrue();
        assertThat(b.status().reason()).isEqualTo("paused with its group 'g'");
        group.resume();
        group.resume();
        assertThat(paused(a)).isTrue();
        assertThat(paused(b)).isFalse();
        a.resume();
        assertThat(paused(a)).isFalse();
    }

    @Test
    @DisplayName("S97: an agent whose own pause ends stands still as long as its group does")
    void theGroupsPauseOutlastsAnOwnOne() throws Exception {
        group.pause();
        assertThatThrownBy(b::resume).isInstanceOf(AgentStateException.class).hasMessageContaining("resume that one");
        a.pause();
        a.resume();
        assertThat(paused(a)).isTrue();
        group.resume();
        assertThat(paused(a)).isFalse();
        assertThat(paused(b)).isFalse();
    }

    @Test
    void whoBeginsToRunInAPausedGroupIsPausedThen() throws Exception {
        group.pause();
        a.restart();
        eventually("its new life is paused", () -> a.state() == AgentState.RUNNING && paused(a));
        AgentHandle late = run.started(member("c"));
        eventually("the new member is paused", () -> paused(late));
        group.resume();
        assertThat(paused(a)).isFalse();
        assertThat(paused(late)).isFalse();
    }

    @Test
    void aMemberAtRestDoesNotHoldUpThePause() throws Exception {
        b.stop();
        group.pause();
        assertThat(paused(a)).isTrue();
        assertThat(b.state()).isEqualTo(AgentState.STOPPED);
        group.resume();
    }
}
