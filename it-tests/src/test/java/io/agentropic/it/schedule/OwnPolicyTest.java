package io.agentropic.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.schedule.Plan;
import io.agentropic.schedule.RunningAgent;
import io.agentropic.schedule.SchedulingPolicy;
import io.agentropic.schedule.Share;
import io.agentropic.schedule.Snapshot;
import io.agentropic.status.AgentEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that somebody else wrote, well or badly. */
@Tag("host")
@Tag("once")
class OwnPolicyTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final List<AgentEvent> events = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(classes = {FreezesEverybody.class, FreezesAndThrows.class, FreezesAndHangs.class})
    void aPolicyThatFailsGivesWayToFairShareWithinTenSecondsAndEverybodyRuns(Class<?> policy) throws Exception {
        Spinners spinners =
                Spinners.under(run, "fair-share").with("a").with("b").begin();
        run.runtime().onEvent(events::add);
        run.runtime().scheduler().policy(policy.getName());
        Eventually.eventually(
                "fair share is back",
                () -> run.runtime().scheduler().status().config().policyWord().equals("fair-share"));
        Eventually.within(
                Duration.ofSeconds(10),
                () -> "an event says so: " + events,
                () -> events.stream()
                        .anyMatch(event -> event.agent().equals("(scheduler)")
                                && event.reason().contains("was given up")));

        assertThat(spinners.shares(Duration.ofSeconds(2)))
                .allSatisfy(share -> assertThat(share).isGreaterThan(0.02));
    }

    @Test
    void nobodyStandsStillForTenSeconds() throws Exception {
        Spinners spinners = Spinners.under(run, "fair-share").with("a").begin();
        run.runtime().scheduler().policy(FreezesEverybody.class.getName());
        long began = System.nanoTime();
        long cpu = Spinners.cpu(spinners.get(0));
        Eventually.eventually("it is frozen", () -> standsStill(spinners));
        long frozen = Spinners.cpu(spinners.get(0));
        Eventually.within(
                Duration.ofSeconds(10),
                () -> "it runs again after " + cpu,
                () -> Spinners.cpu(spinners.get(0)) > frozen + 50_000_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(11));
    }

    private static boolean standsStill(Spinners spinners) {
        long before = Spinners.cpu(spinners.get(0));
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Spinners.cpu(spinners.get(0)) - before < 10_000_000;
    }

    private static Plan frozen(Snapshot snapshot) {
        return new Plan(
                snapshot.agents().stream().collect(Collectors.toMap(RunningAgent::name, _ -> Share.FROZEN)),
                Duration.ofMillis(100));
    }

    /** For ever. */
    public static final class FreezesEverybody implements SchedulingPolicy {
        /** For the scheduler. */
        public FreezesEverybody() {}

        @Override
        public Plan plan(Snapshot snapshot) {
            return frozen(snapshot);
        }
    }

    /** Knows what to do once, and never again. */
    public static final class FreezesAndThrows implements SchedulingPolicy {
        private boolean asked;

        /** For the scheduler. */
        public FreezesAndThrows() {}

        @Override
        public Plan plan(Snapshot snapshot) {
            if (asked) {
                throw new IllegalStateException("no idea");
            }
            asked = true;
            return frozen(snapshot);
        }
    }

    /** Answers once, and never again. */
    public static final class FreezesAndHangs implements SchedulingPolicy {
        private boolean asked;

        /** For the scheduler. */
        public FreezesAndHangs() {}

        @Override
        public Plan plan(Snapshot snapshot) {
            if (asked) {
                hang();
            }
            asked = true;
            return frozen(snapshot);
        }

        private static void hang() {
            try {
                Thread.sleep(Duration.ofMinutes(10));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
