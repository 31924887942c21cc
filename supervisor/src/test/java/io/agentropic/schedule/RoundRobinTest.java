package io.agentropic.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Turns on a machine whose time is counted. */
final class RoundRobinTest {

    private static final Duration SLICE = Duration.ofMillis(100);

    @Test
    void fourAgentsThatWantOneCoreGetEqualPartsOfAllOfIt() {
        Machine machine = oneCore().with("a", 1).with("b", 1).with("c", 1).with("d", 1);
        machine.run(Duration.ofSeconds(20));

        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(machine.millis(name)).isCloseTo(5_000, Percentage.withPercentage(5));
        }
        assertThat(machine.millis()).isGreaterThanOrEqualTo(20_000 * 0.95);
    }

    @Test
    void weightsLengthenTheSlices() {
        Machine machine = oneCore()
                .with("a", Priority.NORMAL, 100, 1)
                .with("b", Priority.NORMAL, 200, 1)
                .with("c", Priority.NORMAL, 300, 1);
        machine.run(Duration.ofSeconds(30));

        assertThat(machine.millis("a")).isCloseTo(5_000, Percentage.withPercentage(5));
        assertThat(machine.millis("b")).isCloseTo(10_000, Percentage.withPercentage(5));
        assertThat(machine.millis("c")).isCloseTo(15_000, Percentage.withPercentage(5));
    }

    @Test
    void asManyRunAsThereAreCores() {
        Machine machine = new Machine(2, true, new RoundRobin(SLICE));
        for (int i = 0; i < 6; i++) {
            machine.with("a" + i, 1);
        }
        machine.run(Duration.ofSeconds(30));

        for (int i = 0; i < 6; i++) {
            assertThat(machine.millis("a" + i)).isCloseTo(10_000, Percentage.withPercentage(5));
        }
        assertThat(machine.millis()).isGreaterThanOrEqualTo(60_000 * 0.95);
    }

    @Test
    void whoUsesNothingIsNeverFrozen() {
        Machine machine = oneCore().with("a", 1).with("b", 1).with("idle", 0).with("heartbeats", 0.002);
        machine.run(Duration.ofSeconds(10));

        assertThat(machine.stoodStill("idle")).isZero();
        assertThat(machine.stoodStill("heartbeats")).isZero();
        assertThat(machine.millis("a")).isCloseTo(machine.millis("b"), Percentage.withPercentage(5));
    }

    @Test
    void whoseTurnFindsItWithoutWorkGivesItUp() {
        Machine machine = oneCore().with("a", 1).with("b", 1);
        machine.run(Duration.ofSeconds(2));
        machine.wants("b", 0);
        double before = machine.millis("a");
        machine.run(Duration.ofSeconds(5));

        assertThat(machine.millis("a") - before).isGreaterThan(5_000 * 0.95);
        assertThat(machine.frozen("b")).isFalse();
    }

    @Test
    void oneThatWantsLittleHoldsNobodyUp() {
        Machine machine = oneCore().with("a", 1).with("b", 1).with("some", 0.1);
        machine.run(Duration.ofSeconds(20));

        assertThat(machine.millis()).isGreaterThanOrEqualTo(20_000 * 0.95);
        assertThat(machine.millis("a")).isCloseTo(machine.millis("b"), Percentage.withPercentage(5));
    }

    @Test
    void whoComesLaterIsTakenIntoTheRound() {
        Machine machine = oneCore().with("a", 1).with("b", 1);
        machine.run(Duration.ofSeconds(2));
        machine.with("late", 1);
        double before = machine.millis("a");
        machine.run(Duration.ofSeconds(15));

        assertThat(machine.millis("late")).isCloseTo(machine.millis("a") - before, Percentage.withPercentage(10));
    }

    @Test
    void whenTheOthersHaveGoneTheLastOneRuns() {
        Machine machine = oneCore().with("a", 1).with("b", 1);
        machine.run(Duration.ofMillis(1_030));
        machine.leaves("a");
        machine.run(Duration.ofMillis(10));

        assertThat(machine.frozen("b")).isFalse();
        int asked = machine.timesAsked();
        machine.run(Duration.ofSeconds(10));
        assertThat(machine.timesAsked()).isEqualTo(asked);
    }

    @Test
    void whileNobodyIsInAnothersWayItLooksTenTimesASecond() {
        Machine machine = oneCore().with("a", 0.2).with("b", 0).with("c", 0);
        machine.run(Duration.ofSeconds(1));
        int asked = machine.timesAsked();
        machine.run(Duration.ofSeconds(10));

        assertThat(machine.timesAsked() - asked).isCloseTo(100, within(5));
        assertThat(machine.stoodStill("a")).isZero();
    }

    private static Machine oneCore() {
        return new Machine(1, true, new RoundRobin(SLICE));
    }
}
