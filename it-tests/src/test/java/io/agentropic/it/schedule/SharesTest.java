package io.agentropic.it.schedule;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agentropic.it.support.CleanRun;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One core shared out by the kernel's weights and maxima, as the policies set them. */
@Tag("cgroup")
class SharesTest {

    private static final Duration WHILE = Duration.ofSeconds(10);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void weightsOfOneAndThreeAreAQuarterAndThreeQuarters() throws Exception {
        List<Double> shares = Spinners.under(run, "fair-share")
                .with("a", weight(100))
                .with("b", weight(300))
                .shares(WHILE);

        double sum = shares.get(0) + shares.get(1);
        assertThat(shares.get(0) / sum).isCloseTo(0.25, within(0.04));
        assertThat(shares.get(1) / sum).isCloseTo(0.75, within(0.04));
    }

    @Test
    void aGroupOfTenAndAGroupOfOneHaveHalfEach() throws Exception {
        Spinners spinners = Spinners.under(run, "fair-share");
        run.runtime().addGroup(GroupSpec.named("many").build());
        run.runtime().addGroup(GroupSpec.named("one").build());
        spinners.with(spinners.spinner("alone").group("one"));
        for (int i = 0; i < 10; i++) {
            spinners.with(spinners.spinner("a" + i).group("many"));
        }
        List<Double> shares = spinners.shares(WHILE);

        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        assertThat(shares.getFirst() / sum).isCloseTo(0.5, within(0.04));
        assertThat(shares.subList(1, 11))
                .allSatisfy(share -> assertThat(share / sum).isCloseTo(0.05, within(0.02)));
    }

    @Test
    void aRateOfAFifthIsAFifthAndTheRestGoesToWhoHasNone() throws Exception {
        List<Double> shares = Spinners.under(run, "rate-based")
                .with("rated", ResourceLimits.builder().cpu(0.2))
                .with("rest")
                .shares(WHILE);

        assertThat(shares.get(0)).isCloseTo(0.2, within(0.03));
        assertThat(shares.get(1)).isBetween(0.6, 0.83);
    }

    @Test
    void aPriorityThatIsRaisedWeighsMoreAtOnce() throws Exception {
        Spinners spinners = Spinners.under(run, "fair-share").with("a").with("b");
        List<Double> before = spinners.shares(Duration.ofSeconds(4));
        assertThat(before.get(0) / (before.get(0) + before.get(1))).isCloseTo(0.5, within(0.08));
        spinners.get(0).update(Priority.HIGH);

        List<Double> shares = spinners.shares(Duration.ofSeconds(5));
        double sum = shares.get(0) + shares.get(1);
        assertThat(shares.get(0) / sum).isCloseTo(0.91, within(0.04));
        assertThat(spinners.get(0).spec().priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void whoComesFirstAndWantsTheCoreAgainHasItWithinOneSlice() throws Exception {
        Spinners spinners = Spinners.under(run, "priority");
        spinners.with(spinners.spinner("low").priority(Priority.LOW))
                .with(spinners.spinner("high").priority(Priority.HIGH))
                .begin();
        AgentHandle low = spinners.get(0);
        AgentHandle high = spinners.get(1);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            high.pause();
            awaitMore(low, Duration.ofMillis(200));
            long before = System.nanoTime();
            high.resume();
            awaitMore(high, Duration.ofMillis(20));
            waits.add(Duration.ofNanos(System.nanoTime() - before));
        }

        assertThat(waits.stream().sorted().toList().get(4)).as(waits.toString()).isLessThan(Duration.ofMillis(100));
    }

    private static void awaitMore(AgentHandle agent, Duration cpuTime) throws InterruptedException {
        long before = Spinners.cpu(agent);
        eventually(agent.name() + " uses the core", () -> Spinners.cpu(agent) - before >= cpuTime.toNanos());
    }

    @Test
    void aWeightThatIsUpdatedIsTheOneThatIsReported() throws Exception {
        Spinners spinners =
                Spinners.under(run, "fair-share").with("a", weight(100)).begin();
        spinners.get(0).update(weight(700).build());

        assertThat(spinners.get(0).limits())
                .filteredOn(limit -> limit.resource().equals("cpuWeight"))
                .singleElement()
                .satisfies(limit -> assertThat(limit.effective()).isEqualTo(700));
    }

    private static ResourceLimits.Builder weight(int weight) {
        return ResourceLimits.builder().cpuWeight(weight);
    }
}
