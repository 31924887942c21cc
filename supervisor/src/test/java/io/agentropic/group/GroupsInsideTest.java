package io.agentropic.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.dependency.Standing;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.GroupStrategy;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A group inside another one, on values: the outer one has x, then the inner one's a, b and the late c, then y. */
final class GroupsInsideTest {

    private final GroupCourse inner = new GroupCourse(GroupSpec.named("inner")
            .strategy(GroupStrategy.ONE_FOR_ALL)
            .maxRestarts(0)
            .parent("outer")
            .build());
    private long now;

    @Test
    @DisplayName("S44: a group that has spent its budget asks the one above, and decides nothing until it is restored")
    void aSpentGroupAsksTheOneAbove() {
        inner.joined("a", false);
        inner.joined("b", false);
        saw(inner, "b", AgentState.RUNNING);

        assertThat(fails(inner, "a")).containsExactly("tell a", "ask above a", "held above a");
        saw(inner, "b", AgentState.BACKOFF);
        assertThat(words(inner.held("b"))).containsExactly("held above b");
        assertThat(words(inner.gaveUp("b", "its own budget"))).isEmpty();
        assertThat(words(inner.surrender())).isEmpty();
        assertThat(words(inner.restore())).isEmpty();
        assertThat(fails(inner, "a")).as("the budget is new, and it is zero").contains("ask above a");
    }

    @Test
    @DisplayName("S44: one-for-one restarts the inner group only, and who joined it later does not come back")
    void oneForOneRestartsTheInnerGroup() {
        GroupCourse outer = outer(GroupSpec.named("outer").maxRestarts(1));

        assertThat(fails(outer, "a")).containsExactly("tell a", "surrender inner", "disband c");
        assertThat(saw(outer, "c", AgentState.STOPPED)).containsExactly("hold b");
        assertThat(isHeld(outer, "b")).isEmpty();
        assertThat(delayIsOver(outer)).containsExactly("release a 0");
        assertThat(saw(outer, "a", AgentState.RUNNING)).containsExactly("release b 0");
        assertThat(saw(outer, "b", AgentState.RUNNING)).containsExactly("restore inner");
        assertThat(outer.deadline()).isEmpty();
    }

    @Test
    @DisplayName("S44: rest-for-one restarts the inner group and what was started after it")
    void restForOneRestartsWhatCameAfter() {
        GroupCourse outer = outer(GroupSpec.named("outer").strategy(GroupStrategy.REST_FOR_ONE));

        assertThat(fails(outer, "b")).containsExactly("tell b", "surrender inner", "hold y");
        assertThat(isHeld(outer, "y")).containsExactly("disband c");
        assertThat(saw(outer, "c", AgentState.STOPPED)).containsExactly("hold a");
    }

    @Test
    @DisplayName("S44: where the failure was the late one's, it is stopped all the same and the others come back")
    void theLateOneThatFailedDoesNotComeBack() {
        GroupCourse outer = outer(GroupSpec.named("outer").maxRestarts(1));

        assertThat(fails(outer, "c")).containsExactly("tell c", "surrender inner", "disband c");
        saw(outer, "c", AgentState.STOPPED);
        isHeld(outer, "b");
        isHeld(outer, "a");
        assertThat(delayIsOver(outer)).containsExactly("release a 0");
    }

    @Test
    @DisplayName("S44: an outer group that has spent its own budget stops everything")
    void aSpentOuterGroupStopsEverything() {
        GroupCourse outer = outer(GroupSpec.named("outer").maxRestarts(0));

        assertThat(fails(outer, "a")).containsExactly("give up a", "surrender inner", "disband y");
    }

    @Test
    void aMemberOfTheOuterGroupThatFailsConcernsNoOther() {
        GroupCourse outer = outer(GroupSpec.named("outer").maxRestarts(1));

        assertThat(fails(outer, "x")).containsExactly("release x 0");
    }

    private static GroupCourse outer(GroupSpec.Builder spec) {
        GroupCourse outer = new GroupCourse(spec.build());
        outer.joined("x", false);
        outer.joinedBelow("a", "inner", true);
        outer.joinedBelow("b", "inner", true);
        outer.joinedBelow("c", "inner", false);
        outer.joined("y", false);
        List.of("x", "a", "b", "c", "y").forEach(name -> saw(outer, name, AgentState.RUNNING));
        return outer;
    }

    private List<String> fails(GroupCourse group, String member) {
        saw(group, member, AgentState.BACKOFF);
        return words(group.asked(member, Duration.ZERO, "exit code 1", now));
    }

    private static List<String> isHeld(GroupCourse group, String member) {
        saw(group, member, AgentState.BACKOFF);
        return words(group.held(member));
    }

    private List<String> delayIsOver(GroupCourse group) {
        now = group.deadline().orElseThrow();
        return words(group.onDeadline(now));
    }

    private static List<String> saw(GroupCourse group, String member, AgentState state) {
        return words(group.saw(new Standing(member, state, false, 1)));
    }

    private static List<String> words(List<Step> steps) {
        return steps.stream().map(GroupCourseTest::word).toList();
    }
}
