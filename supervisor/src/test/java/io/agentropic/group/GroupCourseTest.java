package io.agentropic.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.dependency.Standing;
import io.agentropic.spec.AutoShutdown;
import io.agentropic.spec.Escalation;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.GroupStrategy;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a group does, on values: members a, b and c, started in this order. */
final class GroupCourseTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Step> steps = new ArrayList<>();
    private long now;

    @Test
    @DisplayName("S37: one-for-one restarts only the member that failed, after its own delay")
    void oneForOneRestartsOnlyTheMember() {
        GroupCourse group = running(GroupSpec.named("g"));

        fails(group, "b", SECOND);

        assertThat(taken()).containsExactly("release b 1000");
    }

    @Test
    @DisplayName("S38: one-for-all stops the others in reverse order and starts all in order")
    void oneForAllStopsInReverseAndStartsInOrder() {
        GroupCourse group = running(forAll());

        fails(group, "b", SECOND);
        assertThat(taken()).containsExactly("tell b", "hold c");
        isHeld(group, "c");
        assertThat(taken()).containsExactly("hold a");
        isHeld(group, "a");
        assertThat(taken()).isEmpty();
        delayIsOver(group);
        assertThat(taken()).containsExactly("release a 0");
        starts(group, "a");
        assertThat(taken()).containsExactly("release b 0");
        starts(group, "b");
        assertThat(taken()).containsExactly("release c 0");
        starts(group, "c");

        assertThat(taken()).isEmpty();
        assertThat(group.deadline()).isEmpty();
    }

    @Test
    @DisplayName("S38: a round costs one unit of the group's budget, however many take part")
    void aRoundCostsOneUnit() {
        GroupCourse group = running(forAll().maxRestarts(2));

        round(group, "b");
        round(group, "a");
        fails(group, "c", SECOND);

        assertThat(taken()).startsWith("give up c").contains("disband b");
    }

    @Test
    @DisplayName("S39: rest-for-one leaves earlier members alone")
    void restForOneLeavesEarlierMembersAlone() {
        GroupCourse group = running(GroupSpec.named("g").strategy(GroupStrategy.REST_FOR_ONE));

        fails(group, "b", SECOND);
        assertThat(taken()).containsExactly("tell b", "hold c");
        isHeld(group, "c");
        delayIsOver(group);
        starts(group, "b");
        starts(group, "c");

        assertThat(taken()).containsExactly("release b 0", "release c 0");
    }

    @Test
    void theLastOfARestForOneGroupIsAlone() {
        GroupCourse group = running(GroupSpec.named("g").strategy(GroupStrategy.REST_FOR_ONE));

        fails(group, "c", SECOND);
        delayIsOver(group);

        assertThat(taken()).containsExactly("tell c", "release c 0");
    }

    @Test
    void aMemberThatFailsDuringTheDelayJoinsTheRoundWithTheLongerDelay() {
        GroupCourse group = running(forAll().maxRestarts(1));

        fails(group, "b", SECOND);
        fails(group, "c", Duration.ofSeconds(5));
        isHeld(group, "a");

        assertThat(taken()).containsExactly("tell b", "hold c", "hold a");
        assertThat(group.deadline()).hasValue(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void anEarlierMemberThatFailsDuringARestForOneRoundWidensIt() {
        GroupCourse group = running(GroupSpec.named("g").strategy(GroupStrategy.REST_FOR_ONE));

        fails(group, "c", SECOND);
        fails(group, "a", SECOND);

        assertThat(taken()).containsExactly("tell c", "hold b");
    }

    @Test
    void aMemberThatFailsToStartInARoundBeginsAnother() {
        GroupCourse group = running(forAll().maxRestarts(1));
        fails(group, "a", SECOND);
        isHeld(group, "c");
        isHeld(group, "b");
        delayIsOver(group);
        taken();

        sees(group, "a", AgentState.STARTING);
        fails(group, "a", SECOND);

        assertThat(taken()).startsWith("give up a");
    }

    @Test
    @DisplayName("S07: a member that is never restarted rests after the round, and the others start without it")
    void aMemberThatNeverRestartsStaysDown() {
        GroupCourse group = running(forAll());

        fails(group, "a", SECOND);
        sees(group, "c", AgentState.STOPPED);
        isHeld(group, "b");
        delayIsOver(group);
        starts(group, "a");
        starts(group, "b");

        assertThat(taken()).containsExactly("tell a", "hold c", "hold b", "release a 0", "release b 0");
    }

    @Test
    void membersAtRestAreNotRoused() {
        GroupCourse group = running(forAll());
        sees(group, "a", AgentState.COMPLETED);
        sees(group, "c", AgentState.STOPPED);

        fails(group, "b", SECOND);
        delayIsOver(group);
        starts(group, "b");

        assertThat(taken()).containsExactly("tell b", "release b 0");
    }

    @Test
    void aUserMayStartAHeldMemberSooner() {
        GroupCourse group = running(forAll());
        fails(group, "b", SECOND);
        isHeld(group, "c");
        isHeld(group, "a");
        taken();

        sees(group, "b", AgentState.STARTING);
        sees(group, "b", AgentState.RUNNING);
        delayIsOver(group);
        starts(group, "a");
        starts(group, "c");

        assertThat(taken()).containsExactly("release a 0", "release c 0");
    }

    @Test
    @DisplayName("S22: a spent group budget stops all members in reverse order, the failing one has failed")
    void aSpentBudgetStopsTheGroup() {
        GroupCourse group = running(forAll().maxRestarts(0));

        fails(group, "b", SECOND);
        assertThat(taken()).containsExactly("give up b", "disband c");
        sees(group, "b", AgentState.FAILED);
        assertThat(taken()).isEmpty();
        sees(group, "c", AgentState.STOPPED);
        assertThat(taken()).containsExactly("disband a");
        sees(group, "a", AgentState.STOPPED);

        assertThat(taken()).isEmpty();
    }

    @Test
    void aMemberThatFailsWhileTheGroupIsStoppedIsStopped() {
        GroupCourse group = running(forAll().maxRestarts(0));
        fails(group, "c", SECOND);
        taken();

        fails(group, "a", SECOND);

        assertThat(taken()).containsExactly("disband a");
    }

    @Test
    void aSpentBudgetMayStopTheSupervisor() {
        GroupCourse group = running(forAll().maxRestarts(0).escalation(Escalation.STOP_SUPERVISOR));

        fails(group, "b", SECOND);

        assertThat(taken()).containsSubsequence("give up b", "tell b", "stop supervisor");
    }

    @Test
    void aMemberThatGaveUpByItselfLeavesTheOthersAloneByDefault() {
        GroupCourse group = running(GroupSpec.named("g"));

        take(group.gaveUp("b", "its restart budget is spent"));

        assertThat(taken()).isEmpty();
    }

    @Test
    void aMemberThatGaveUpByItselfMayStopTheGroup() {
        GroupCourse group = running(GroupSpec.named("g").escalation(Escalation.STOP_GROUP));

        sees(group, "b", AgentState.FINISHING);
        take(group.gaveUp("b", "its restart budget is spent"));
        sees(group, "b", AgentState.FAILED);
        sees(group, "c", AgentState.STOPPED);

        assertThat(taken()).containsExactly("disband c", "disband a");
    }

    @Test
    @DisplayName("S45: any significant end stops the group, a requested stop does not")
    void anySignificantEndStopsTheGroup() {
        GroupCourse stopped = significant(AutoShutdown.ANY_SIGNIFICANT);
        sees(stopped, "a", AgentState.STOPPED);
        assertThat(taken()).isEmpty();

        GroupCourse ended = significant(AutoShutdown.ANY_SIGNIFICANT);
        sees(ended, "a", AgentState.COMPLETED);
        sees(ended, "c", AgentState.STOPPED);
        assertThat(taken()).containsExactly("disband c", "disband b");
    }

    @Test
    void anEndThatIsNotSignificantStopsNothing() {
        GroupCourse group = significant(AutoShutdown.ANY_SIGNIFICANT);

        sees(group, "c", AgentState.FAILED);

        assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("S46: where all significant ends are wanted only the last one stops the group")
    void onlyTheLastSignificantEndStopsTheGroup() {
        GroupCourse group = significant(AutoShutdown.ALL_SIGNIFICANT);

        sees(group, "a", AgentState.COMPLETED);
        assertThat(taken()).isEmpty();
        sees(group, "b", AgentState.FAILED);

        assertThat(taken()).containsExactly("disband c");
    }

    @Test
    void theLastSignificantMemberThatIsStoppedByRequestStopsNothing() {
        GroupCourse group = significant(AutoShutdown.ALL_SIGNIFICANT);

        sees(group, "a", AgentState.COMPLETED);
        sees(group, "b", AgentState.STOPPED);

        assertThat(taken()).isEmpty();
    }

    @Test
    void aGroupThatWasStoppedBeginsAfreshWhenItsMembersAreStartedAgain() {
        GroupCourse group = running(forAll().maxRestarts(1));
        round(group, "b");
        fails(group, "b", SECOND);
        sees(group, "b", AgentState.FAILED);
        sees(group, "c", AgentState.STOPPED);
        sees(group, "a", AgentState.STOPPED);
        taken();

        sees(group, "b", AgentState.RUNNING);
        fails(group, "b", SECOND);

        assertThat(taken()).containsExactly("tell b");
    }

    @Test
    void aStuckMemberHoldsUpNoRound() {
        GroupCourse group = running(forAll());
        fails(group, "a", SECOND);
        sees(group, "c", AgentState.STUCK);
        isHeld(group, "b");
        assertThat(group.deadline()).isPresent();
        delayIsOver(group);
        taken();

        isHeld(group, "c");
        starts(group, "a");
        starts(group, "b");

        assertThat(taken()).containsExactly("release b 0", "release c 0");
    }

    @Test
    void aMemberThatIsForgottenHoldsUpNoRound() {
        GroupCourse group = running(forAll());
        fails(group, "a", SECOND);

        take(group.left("c"));

        assertThat(taken()).containsExactly("tell a", "hold c", "hold b");
    }

    private static GroupSpec.Builder forAll() {
        return GroupSpec.named("g").strategy(GroupStrategy.ONE_FOR_ALL);
    }

    private GroupCourse significant(AutoShutdown when) {
        return running(GroupSpec.named("g").autoShutdown(when));
    }

    /** Members a and b are significant, which matters only where the group looks at it. */
    private GroupCourse running(GroupSpec.Builder spec) {
        GroupCourse group = new GroupCourse(spec.build());
        group.joined("a", true);
        group.joined("b", true);
        group.joined("c", false);
        List.of("a", "b", "c").forEach(name -> sees(group, name, AgentState.RUNNING));
        return group;
    }

    private void round(GroupCourse group, String failing) {
        fails(group, failing, SECOND);
        List.of("c", "b", "a").stream().filter(name -> !name.equals(failing)).forEach(name -> isHeld(group, name));
        delayIsOver(group);
        List.of("a", "b", "c").forEach(name -> starts(group, name));
        taken();
    }

    private void fails(GroupCourse group, String member, Duration delay) {
        sees(group, member, AgentState.BACKOFF);
        take(group.asked(member, delay, "exit code 1", now));
    }

    private void isHeld(GroupCourse group, String member) {
        sees(group, member, AgentState.BACKOFF);
        take(group.held(member));
    }

    private void starts(GroupCourse group, String member) {
        sees(group, member, AgentState.STARTING);
        sees(group, member, AgentState.RUNNING);
    }

    private void sees(GroupCourse group, String member, AgentState state) {
        take(group.saw(new Standing(member, state, false, 1)));
    }

    private void delayIsOver(GroupCourse group) {
        now = group.deadline().orElseThrow();
        take(group.onDeadline(now));
    }

    private void take(List<Step> more) {
        steps.addAll(more);
    }

    private List<String> taken() {
        List<String> words = steps.stream().map(GroupCourseTest::word).toList();
        steps.clear();
        return words;
    }

    /** A step as a test says it: {@code release b 1000}. */
    static String word(Step step) {
        return switch (step) {
            case Step.Hold(String member, String _) -> "hold " + member;
            case Step.Release(String member, Duration delay) -> "release " + member + " " + delay.toMillis();
            case Step.GiveUp(String member, String _) -> "give up " + member;
            case Step.Disband(String member, String _) -> "disband " + member;
            case Step.StopSupervisor _ -> "stop supervisor";
            case Step.Tell(String member, String _) -> "tell " + member;
            case Step.AskAbove(String member, Duration _, String _) -> "ask above " + member;
            case Step.HeldAbove(String member) -> "held above " + member;
            case Step.Surrender(String unit) -> "surrender " + unit;
            case Step.Restore(String unit) -> "restore " + unit;
        };
    }
}
