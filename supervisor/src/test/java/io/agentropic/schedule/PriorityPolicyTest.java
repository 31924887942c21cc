package io.agentropic.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.spec.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who comes first, on a machine whose time is counted. */
final class PriorityPolicyTest {

    private static final Duration SLICE = Duration.ofMillis(100);

    @Test
    void theHigherOneHasTheCoreWithinASliceAndTheLowerOneKeepsItsFloor() {
        Machine machine = withoutWeights().with("low", Priority.LOW, 1).with("high", Priority.HIGH, 0);
        machine.run(Duration.ofSeconds(1));
        machine.wants("high", 1);
        machine.run(SLICE);
        double before = machine.millis("high");
        double lowBefore = machine.millis("low");
        machine.run(Duration.ofSeconds(10));

        assertThat(machine.millis("high") - before).isGreaterThan(9_500);
        assertThat(machine.millis("low") - lowBefore).isBetween(100.0, 400.0);
        assertThat(machine.longestStill("low")).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void theFloorIsKeptWhereWeightsWouldLeaveNextToNothing() {
        Machine machine = withWeights().with("low", Priority.LOW, 1).with("critical", Priority.CRITICAL, 1);
        machine.run(Duration.ofSeconds(20));

        assertThat(machine.millis("low")).isGreaterThan(0.0099 * 20_000);
        assertThat(machine.millis("critical")).isGreaterThan(0.95 * 20_000);
    }

    @Test
    void everybodyRunsAgainWhenTheHigherOneIsDone() {
        Machine machine = withoutWeights().with("low", Priority.LOW, 1).with("high", Priority.HIGH, 1);
        machine.run(Duration.ofSeconds(3));
        assertThat(machine.frozen("low")).isTrue();
        machine.wants("high", 0);
        machine.run(Duration.ofMillis(300));
        assertThat(machine.frozen("low")).isFalse();
    }

    @Test
    void aHigherOneThatLeavesRoomSharesIt() {
        Machine machine = withWeights().with("low", Priority.LOW, 1).with("high", Priority.HIGH, 0.6);
        machine.run(Duration.ofSeconds(20));

        assertThat(machine.millis("high")).isGreaterThan(0.59 * 20_000);
        assertThat(machine.millis("low")).isGreaterThan(0.35 * 20_000);
    }

    @Test
    void whoUsesNothingIsNotFrozen() {
        Machine machine = withoutWeights()
                .with("busy", Priority.LOW, 1)
                .with("idle", Priority.LOW, 0)
                .with("high", Priority.HIGH, 1);
        machine.run(Duration.ofSeconds(5));

        assertThat(machine.stoodStill("idle")).isZero();
        assertThat(machine.stoodStill("busy")).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void aHigherOneThatFillsOneOfTwoCoresFreezesNobody() {
        Machine machine = new Machine(2, true, new PriorityPolicy(SLICE))
                .with("low", Priority.LOW, 1)
                .with("high", Priority.HIGH, 1);
        machine.run(Duration.ofSeconds(10));

        assertThat(machine.millis("low")).isGreaterThan(9_000);
        assertThat(machine.millis("high")).isGreaterThan(9_900);
    }

    @Test
    void agentsOfOnePriorityAreNotLookedAt() {
        Machine machine = withWeights().with("a", 1).with("b", 1);
        machine.run(Duration.ofSeconds(5));
        assertThat(machine.timesAsked()).isEqualTo(1);
    }

    private static Machine withWeights() {
        return new Machine(1, true, new PriorityPolicy(SLICE));
    }

    private static Machine withoutWeights() {
        return new Machine(1, false, new PriorityPolicy(SLICE));
    }
}
