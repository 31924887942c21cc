package io.agentropic.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RateBasedTest {

    @Test
    void whoHasNoRateSharesWhatTheRatesLeave() {
        Plan plan = plan(2, agent("a", 0.5), agent("b", 0.7), agent("c", null), agent("d", null));
        assertThat(plan.of("a")).isEqualTo(Share.OWN);
        assertThat(plan.of("c").cpuMax()).isCloseTo(0.4, within(1e-9));
        assertThat(plan.of("d").cpuMax()).isCloseTo(0.4, within(1e-9));
        assertThat(plan.again()).isNull();
    }

    @Test
    void whereTheRatesLeaveNothingTheOthersHaveALittle() {
        assertThat(plan(1, agent("a", 2.0), agent("b", null)).of("b").cpuMax()).isEqualTo(RateBased.LEAST);
    }

    @Test
    void withoutAnyRateNobodyIsHeldBack() {
        assertThat(plan(1, agent("a", null), agent("b", null))).isEqualTo(Plan.OWN);
    }

    private static Plan plan(int cores, RunningAgent... agents) {
        return new RateBased().plan(new Snapshot(0, cores, true, List.of(agents)));
    }

    private static RunningAgent agent(String name, @Nullable Double rate) {
        return new RunningAgent(name, null, Priority.NORMAL, 100, false, rate, Duration.ZERO, false, false);
    }
}
