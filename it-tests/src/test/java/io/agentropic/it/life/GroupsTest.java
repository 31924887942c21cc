package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Programs;
import io.agentropic.it.support.Steps;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.AutoShutdown;
import io.agentropic.spec.Escalation;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.GroupStrategy;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents that are supervised together: a, b and c, started in this order. */
@Tag("host")
class GroupsTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final List<AgentHandle> members = new ArrayList<>();

    @Test
    @DisplayName("S37: one-for-one leaves the other processes as they are")
    void oneForOneLeavesTheOthersAlone() throws Exception {
        run.runtime().addGroup(GroupSpec.named("g").build());
        threeMembers();
        List<Long> before = pids();
        kill("b");

        eventually("b runs again", () -> member("b").status().incarnation() == 2 && runs("b"));
        assertThat(pids().get(0)).isEqualTo(before.get(0));
        assertThat(pids().get(1)).isNotEqualTo(before.get(1));
        assertThat(pids().get(2)).isEqualTo(before.get(2));
    }

    @Test
    @DisplayName("S38: one-for-all stops the others in reverse and starts all in order, for one unit of the budget")
    void oneForAllRestartsAllInOrder() throws Exception {
        Steps steps = Steps.of(run);
        run.runtime()
                .addGroup(GroupSpec.named("g")
                        .strategy(GroupStrategy.ONE_FOR_ALL)
                        .maxRestarts(1)
                        .build());
        threeMembers();
        steps.forget();
        kill("b");

        eventually(
                "all run again",
                () -> List.of("a", "b", "c").stream()
                        .allMatch(name -> member(name).status().incarnation() == 2 && runs(name)));
        assertThat(steps.first("c", AgentState.FINISHING)).isLessThan(steps.first("a", AgentState.STOPPING));
        assertThat(steps.first("a", AgentState.FINISHING)).isLessThan(steps.first("a", AgentState.STARTING));
        assertThat(steps.first("a", AgentState.RUNNING)).isLessThan(steps.first("b", AgentState.STARTING));
        assertThat(steps.first("b", AgentState.RUNNING)).isLessThan(steps.first("c", AgentState.STARTING));
        assertThat(member("a").status().restarts()).isZero();
        assertThat(member("b").status().restarts()).isEqualTo(1);
        assertThat(steps.remarks("b").getFirst()).contains("group 'g' (one-for-all)", "together with a, c", "1 of 1");

        kill("a");
        assertThat(member("a").join(Eventually.GENEROUS).state()).isEqualTo(AgentState.FAILED);
        assertThat(member("a").join().reason()).contains("restart budget of its group 'g' is spent: 1 in 600 s");
        assertThat(member("b").join(Eventually.GENEROUS).state()).isEqualTo(AgentState.STOPPED);
        assertThat(member("c").join(Eventually.GENEROUS).state()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    @DisplayName("S39: rest-for-one leaves earlier members as they are and restarts later ones")
    void restForOneRestartsLaterMembers() throws Exception {
        Steps steps = Steps.of(run);
        run.runtime()
                .addGroup(GroupSpec.named("g")
                        .strategy(GroupStrategy.REST_FOR_ONE)
                        .build());
        threeMembers();
        List<Long> before = pids();
        steps.forget();
        kill("b");

        eventually("b and c run again", () -> member("c").status().incarnation() == 2 && runs("c"));
        assertThat(pids().get(0)).isEqualTo(before.get(0));
        assertThat(member("b").status().incarnation()).isEqualTo(2);
        assertThat(steps.first("b", AgentState.RUNNING)).isLessThan(steps.first("c", AgentState.STARTING));
    }

    @Test
    @DisplayName("S07: a member that is never restarted stays down after a round")
    void aMemberThatIsNeverRestartedStaysDown() throws Exception {
        run.runtime()
                .addGroup(
                        GroupSpec.named("g").strategy(GroupStrategy.ONE_FOR_ALL).build());
        members.add(run.started(member("a", RestartPolicy.ON_FAILURE)));
        members.add(run.started(member("b", RestartPolicy.NEVER)));
        kill("a");

        assertThat(member("b").join(Eventually.GENEROUS).state()).isEqualTo(AgentState.STOPPED);
        eventually("a runs again", () -> member("a").status().incarnation() == 2 && runs("a"));
        assertThat(member("b").status().incarnation()).isEqualTo(1);
    }

    @Test
    void aMemberThatAUserStoppedStaysStoppedInARound() throws Exception {
        run.runtime()
                .addGroup(
                        GroupSpec.named("g").strategy(GroupStrategy.ONE_FOR_ALL).build());
        threeMembers();
        member("c").stop();
        kill("b");

        eventually("all others run again", () -> member("b").status().incarnation() == 2 && runs("b"));
        assertThat(member("a").status().incarnation()).isEqualTo(2);
        assertThat(member("c").state()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void aRestartByRequestIsNoRound() throws Exception {
        run.runtime()
                .addGroup(
                        GroupSpec.named("g").strategy(GroupStrategy.ONE_FOR_ALL).build());
        threeMembers();
        List<Long> before = pids();
        member("b").restart();

        assertThat(pids().get(0)).isEqualTo(before.get(0));
        assertThat(pids().get(2)).isEqualTo(before.get(2));
    }

    @Test
    @DisplayName("S45: the end of any significant member stops the group; its stop by request does not")
    void theEndOfAnySignificantMemberStopsTheGroup() throws Exception {
        run.runtime()
                .addGroup(GroupSpec.named("g")
                        .autoShutdown(AutoShutdown.ANY_SIGNIFICANT)
                        .build());
        members.add(run.started(member("a", RestartPolicy.ON_FAILURE)));
        AgentHandle stopped = run.started(member("b", RestartPolicy.ON_FAILURE).significant(true));
        stopped.stop();
        assertThat(member("a").state()).isEqualTo(AgentState.RUNNING);

        run.spawn(Programs.child("print", "done").name("c").group("g").significant(true));

        AgentResult result = member("a").join(Eventually.GENEROUS);
        assertThat(result.state()).isEqualTo(AgentState.STOPPED);
        run.runtime().awaitRest(Eventually.GENEROUS);
    }

    @Test
    @DisplayName("S46: where all significant ends count only the last one stops the group")
    void theLastSignificantEndStopsTheGroup() throws Exception {
        run.runtime()
                .addGroup(GroupSpec.named("g")
                        .autoShutdown(AutoShutdown.ALL_SIGNIFICANT)
                        .build());
        members.add(run.started(member("a", RestartPolicy.ON_FAILURE)));
        AgentHandle last = run.started(Programs.agent(EchoAgent.class, "end")
                .name("b")
                .group("g")
                .significant(true)
                .supervision(Programs.ONCE));
        run.spawn(Programs.child("print", "done").name("c").group("g").significant(true))
                .join(Eventually.GENEROUS);
        assertThat(member("a").state()).isEqualTo(AgentState.RUNNING);

        last.send(io.agentropic.ipc.Payload.of("end"));

        assertThat(member("a").join(Eventually.GENEROUS).state()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void aSpentBudgetMayStopTheSupervisor() throws Exception {
        run.runtime()
                .addGroup(GroupSpec.named("g")
                        .strategy(GroupStrategy.ONE_FOR_ALL)
                        .maxRestarts(0)
                        .escalation(Escalation.STOP_SUPERVISOR)
                        .build());
        members.add(run.started(member("a", RestartPolicy.ON_FAILURE)));
        AgentHandle bystander = run.started(Programs.agent(EchoAgent.class).name("bystander"));
        kill("a");

        assertThat(member("a").join(Eventually.GENEROUS).state()).isEqualTo(AgentState.FAILED);
        assertThat(bystander.join(Eventually.GENEROUS).state()).isEqualTo(AgentState.STOPPED);
        assertThatThrownBy(() -> run.spawn(Programs.child("hang"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUnknownGroupIsRefused() {
        assertThatThrownBy(() -> run.spawn(Programs.child("hang").group("nobody")))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("'nobody'");
    }

    @Test
    @DisplayName("S48: significant with the policy always, or where it has no effect, is refused")
    void significantIsRefusedWhereItMeansNothing() {
        run.runtime()
                .addGroup(GroupSpec.named("ends")
                        .autoShutdown(AutoShutdown.ANY_SIGNIFICANT)
                        .build());
        run.runtime().addGroup(GroupSpec.named("stays").build());

        assertThatThrownBy(() -> run.spawn(
                        member("a", RestartPolicy.ALWAYS).group("ends").significant(true)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("always");
        assertThatThrownBy(() -> run.spawn(
                        member("a", RestartPolicy.NEVER).group("stays").significant(true)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("autoShutdown");
    }

    private void threeMembers() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            members.add(run.started(member(name, RestartPolicy.ON_FAILURE)));
        }
    }

    private static AgentSpec.Builder member(String name, RestartPolicy policy) {
        return Programs.agent(EchoAgent.class)
                .name(name)
                .group("g")
                .supervision(Programs.supervision(policy).build());
    }

    private AgentHandle member(String name) {
        return run.runtime().agent(name).orElseThrow();
    }

    private boolean runs(String name) {
        return member(name).state() == AgentState.RUNNING;
    }

    private List<Long> pids() {
        return members.stream().map(member -> member.status().pid()).toList();
    }

    private void kill(String name) {
        assertThat(ProcessHandle.of(member(name).status().pid()).orElseThrow().destroyForcibly())
                .isTrue();
    }
}
