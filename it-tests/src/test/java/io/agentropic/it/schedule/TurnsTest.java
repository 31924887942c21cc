package io.agentropic.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.health.Outcome;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.Priority;
import io.agentropic.spec.Probe;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One core shared out by freezing, which needs no controller. */
@Tag("host")
@Tag("cgroup")
class TurnsTest {

    private static final Duration WHILE = Duration.ofSeconds(10);

    /** What else runs on the machine falls into somebody's turn at times: of so many windows one has to be even. */
    private static final int WINDOWS = 3;

    /** On a host that has other work to do equal is a matter of chance. */
    private static final int LANE = Lane.group().isPresent() ? 5 : 30;

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void fourAgentsInTurnsOfATenthOfASecondGetEqualPartsOfTheCore() throws Exception {
        Spinners spinners =
                Spinners.under(run, "fair-share").with("a").with("b").with("c").with("d");
        double withoutTurns = Spinners.sum(spinners.shares(Duration.ofSeconds(4))) + spinners.supervisor();
        run.runtime().scheduler().policy("round-robin");
        List<Double> shares = spinners.shares(WHILE);
        for (int i = 1; i < WINDOWS && !areEven(shares); i++) {
            shares = spinners.shares(WHILE);
        }

        double sum = Spinners.sum(shares);
        assertThat(shares).allSatisfy(share -> assertThat(share).isCloseTo(sum / 4, Percentage.withPercentage(LANE)));
        if (Lane.group().isPresent()) {
            assertThat((sum + spinners.supervisor()) / withoutTurns)
                    .as("between two turns the core does not stand idle")
                    .isGreaterThanOrEqualTo(0.95);
        }
    }

    private static boolean areEven(List<Double> shares) {
        double even = Spinners.sum(shares) / shares.size();
        return shares.stream().allMatch(share -> Math.abs(share - even) <= even * LANE / 100);
    }

    @Test
    void anAgentThatWantsNothingGoesOnAnswering() throws Exception {
        Spinners spinners = Spinners.under(run, "round-robin").with("a").with("b");
        AgentHandle idle = run.started(Programs.agent(EchoAgent.class)
                .health(HealthConfig.builder()
                        .liveness(Probe.heartbeat()
                                .period(Duration.ofSeconds(1))
                                .timeout(Duration.ofSeconds(1))
                                .failureThreshold(2))
                        .build()));
        List<AgentEvent> events = new CopyOnWriteArrayList<>();
        run.runtime().onEvent(events::add);
        spinners.shares(Duration.ofSeconds(4));

        run.requireAnswers(List.of(idle));
        assertThat(idle.state()).isEqualTo(AgentState.RUNNING);
        assertThat(idle.status().health())
                .allSatisfy(probe -> assertThat(probe.last()).isEqualTo(Outcome.SUCCESS));
        assertThat(events).noneMatch(event -> event.reason().contains("does not count"));
    }

    @Test
    void whoComesFirstHasTheCoreAndTheOtherKeepsItsFloor() throws Exception {
        Spinners spinners = Spinners.under(run, "priority");
        List<Double> shares = spinners.with(spinners.spinner("low").priority(Priority.LOW))
                .with(spinners.spinner("high").priority(Priority.HIGH))
                .shares(WHILE);

        double sum = Spinners.sum(shares);
        assertThat(shares.get(0) / sum).isBetween(0.009, Lane.group().isPresent() ? 0.08 : 0.3);
        assertThat(shares.get(1) / sum).isGreaterThan(Lane.group().isPresent() ? 0.9 : 0.7);
    }

    @Test
    void anAgentStopsAtOnceThoughItIsNotItsTurn() throws Exception {
        Spinners spinners =
                Spinners.under(run, "round-robin").with("a").with("b").with("c");
        spinners.begin();
        for (int i = 0; i < 3; i++) {
            long before = System.nanoTime();
            spinners.get(i).stop(Duration.ofSeconds(30));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(spinners.get(i).state()).isEqualTo(AgentState.STOPPED);
        }
    }

    @Test
    void aPauseOutlastsTheTurns() throws Exception {
        Spinners spinners = Spinners.under(run, "round-robin").with("a").with("b");
        spinners.begin();
        spinners.get(0).pause();
        List<Double> shares = spinners.shares(Duration.ofSeconds(3));
        assertThat(shares.get(0)).isLessThan(0.01);
        assertThat(spinners.get(0).status().paused()).isTrue();
        assertThat(spinners.get(1).status().paused()).isFalse();
        spinners.get(0).resume();

        List<Double> after = spinners.shares(Duration.ofSeconds(3));
        assertThat(after.get(0) / Spinners.sum(after)).isGreaterThan(0.3);
    }
}
