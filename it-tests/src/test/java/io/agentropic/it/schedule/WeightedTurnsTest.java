package io.agentropic.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agentropic.it.support.CleanRun;
import io.agentropic.limits.ResourceLimits;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Turns of unequal length, measured where nobody else is on the core. */
@Tag("cgroup")
class WeightedTurnsTest {

    /** Where the window begins and ends one of the longest turns may be cut off: 300 ms of 18 s are 1.7 points. */
    private static final Offset<Double> LANE = within(0.04);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void weightsLengthenTheTurns() throws Exception {
        List<Double> shares = Spinners.under(run, "round-robin")
                .with("a", ResourceLimits.builder().cpuWeight(100))
                .with("b", ResourceLimits.builder().cpuWeight(200))
                .with("c", ResourceLimits.builder().cpuWeight(300))
                .shares(Duration.ofSeconds(18));

        double sum = Spinners.sum(shares);
        assertThat(shares.get(0) / sum).isCloseTo(1 / 6.0, LANE);
        assertThat(shares.get(1) / sum).isCloseTo(2 / 6.0, LANE);
        assertThat(shares.get(2) / sum).isCloseTo(3 / 6.0, LANE);
    }
}
