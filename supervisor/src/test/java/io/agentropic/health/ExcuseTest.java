package io.agentropic.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.cgroup.Strain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExcuseTest {

    private static final Duration TEN = Duration.ofSeconds(10);

    private static Strain throttled(long millis, long periods, long cut) {
        return new Strain(Duration.ofMillis(millis), periods, cut, 0, 0, null, null, false);
    }

    @Test
    void whoStoodStillForOthersIsExcusedAsOneThatItsLimitHeldBack() {
        Strain before = Strain.NONE.heldBack(Duration.ofSeconds(10), false);
        Strain after = Strain.NONE.heldBack(Duration.ofSeconds(14), false);
        assertThat(Excuse.starved(before, after, Duration.ofSeconds(10)))
                .hasValue("starved, not hung: it stood still for others for 4.0 s of the last 10.0 s");
        assertThat(Excuse.starved(before, after, Duration.ofSeconds(20))).isEmpty();
        assertThat(Excuse.starved(before, Strain.NONE.heldBack(Duration.ofSeconds(10), true), Duration.ofSeconds(10)))
                .isPresent();
    }

    @Test
    void anAgentHeldBackForAQuarterOfTheTimeIsStarved() {
        assertThat(Excuse.starved(throttled(1_000, 0, 0), throttled(3_500, 0, 0), TEN))
                .hasValue("starved, not hung: its CPU limit held it back for 2.5 s of the last 10.0 s");
        assertThat(Excuse.starved(throttled(1_000, 0, 0), throttled(3_499, 0, 0), TEN))
                .isEmpty();
    }

    @Test
    void anAgentHeldBackInAQuarterOfItsPeriodsIsStarved() {
        assertThat(Excuse.starved(throttled(0, 100, 50), throttled(10, 104, 51), TEN))
                .isPresent();
        assertThat(Excuse.starved(throttled(0, 100, 50), throttled(10, 105, 51), TEN))
                .isEmpty();
    }

    @Test
    void whatWasCountedBeforeIsNoExcuse() {
        Strain before = throttled(60_000, 600, 600);

        assertThat(Excuse.starved(before, before, TEN)).isEmpty();
    }

    @Test
    void aFrozenGroupIsStarved() {
        Strain frozen = new Strain(Duration.ZERO, 0, 0, 0, 0, null, null, true);

        assertThat(Excuse.starved(Strain.NONE, frozen, TEN)).hasValue("starved, not hung: its control group is frozen");
    }

    @Test
    void theSupervisorIsLateFromTwoTicksOn() {
        assertThat(Excuse.late(Duration.ofMillis(2_001), TEN)).hasValue("the supervisor itself was 2.0 s late");
        assertThat(Excuse.late(Duration.ofSeconds(2), TEN)).isEmpty();
        assertThat(Excuse.late(Duration.ofMillis(401), Duration.ofMillis(200))).isPresent();
        assertThat(Excuse.late(Duration.ofSeconds(-1), TEN)).isEmpty();
    }
}
