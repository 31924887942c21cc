package io.agentropic.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final int AGENTS = 20;

    private static List<Schedule.Step> steps(long seed, int count) {
        return new Schedule(seed, AGENTS).steps().limit(count).toList();
    }

    @Test
    void theSameSeedGivesTheSameSteps() {
        assertThat(steps(4711, 10_000)).isEqualTo(steps(4711, 10_000));
    }

    @Test
    void aLongerRunBeginsAsAShorterOne() {
        assertThat(steps(4711, 1_000).subList(0, 100)).isEqualTo(steps(4711, 100));
    }

    @Test
    void anotherSeedGivesOtherSteps() {
        assertThat(steps(4711, 100)).isNotEqualTo(steps(4712, 100));
    }

    @Test
    void aSeedGivesTheStepsThatItGaveYesterday() {
        assertThat(steps(1, 3).stream().map(Schedule.Step::toString))
                .containsExactly(
                        "Step[number=1, pause=PT0.025S, agent=8, act=Harm[fault=MEMORY]]",
                        "Step[number=2, pause=PT0.014S, agent=4, act=Harm[fault=FREEZE]]",
                        "Step[number=3, pause=PT0.058S, agent=8, act=Harm[fault=THROW]]");
    }

    @Test
    void everyFaultAndEveryRequestComesUpAndEveryAgentHasItsTurn() {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        Set<Request> requests = EnumSet.noneOf(Request.class);
        Set<Integer> agents = new HashSet<>();
        for (Schedule.Step step : steps(1, 10_000)) {
            agents.add(step.agent());
            switch (step.act()) {
                case Schedule.Act.Harm(Fault fault) -> faults.add(fault);
                case Schedule.Act.Ask(Request request) -> requests.add(request);
            }
        }

        assertThat(faults).containsExactlyInAnyOrder(Fault.values());
        assertThat(requests).isEqualTo(EnumSet.complementOf(EnumSet.of(Request.SHUT_DOWN)));
        assertThat(agents).hasSize(AGENTS);
    }
}
