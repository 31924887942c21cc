package io.agentropic.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.cgroup.Missing;
import io.agentropic.fence.FenceException;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.process.Polling;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop around the policies, with agents that only note what they are given. */
final class SchedulerTest {

    private static final Missing NO_CONTROLLER = new Missing("nobody gave it", "Ask for it");
    private static final AtomicInteger asked = new AtomicInteger();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Scheduler> opened = new CopyOnWriteArrayList<>();
    private final AtomicLong used = new AtomicLong();
    private boolean little;

    @AfterEach
    void close() {
        opened.forEach(Scheduler::close);
    }

    @Test
    void fairShareGivesNothingAndHasNoThread() throws Exception {
        Scheduler scheduler = scheduler("fair-share", Optional.empty());
        Noted agent = new Noted("a", 0);
        scheduler.join(agent);
        eventually(() -> !scheduler.ticks());
        assertThat(agent.given).isEmpty();
        assertThat(agent.looks).hasValue(0);
    }

    @Test
    void turnsAreGivenAndTakenWhileTheyAreWanted() throws Exception {
        Scheduler scheduler = scheduler("round-robin", Optional.of(NO_CONTROLLER));
        Noted first = new Noted("a", 1);
        Noted second = new Noted("b", 1);
        scheduler.join(first);
        scheduler.join(second);
        eventually(() -> first.wasFrozenAndThawed() && second.wasFrozenAndThawed());

        scheduler.use(scheduler.status().config().withPolicy("fair-share"));
        eventually(() -> !scheduler.ticks());
        assertThat(first.frozen()).isFalse();
        assertThat(second.frozen()).isFalse();
        assertThat(told).anyMatch(line -> line.startsWith("scheduling: fair-share; fair-share has no effect here"));
    }

    @Test
    void whoHasLeftIsGivenNothingMore() throws Exception {
        Scheduler scheduler = scheduler("round-robin", Optional.empty());
        Noted first = new Noted("a", 1);
        Noted second = new Noted("b", 1);
        scheduler.join(first);
        scheduler.join(second);
        eventually(() -> first.wasFrozenAndThawed() && second.wasFrozenAndThawed());
        scheduler.leave(first);
        eventually(() -> !scheduler.ticks());
        int given = first.given.size();
        assertThat(second.frozen()).isFalse();
        assertThat(first.given).hasSize(given);
    }

    @Test
    void whileAllTogetherUseLittleNobodyIsReadOneByOne() throws Exception {
        little = true;
        Scheduler scheduler = scheduler("round-robin", Optional.empty());
        Noted first = new Noted("a", 0);
        scheduler.join(first);
        scheduler.join(new Noted("b", 0));
        int before = used.intValue();
        eventually(() -> used.intValue() > before + 10);
        assertThat(first.looks).hasValueLessThan(6);
    }

    @Test
    void anAgentThatCannotBeReadIsTakenForWhatItWas() throws Exception {
        Scheduler scheduler = scheduler("round-robin", Optional.empty());
        Noted first = new Noted("a", 1);
        scheduler.join(first);
        scheduler.join(new Noted("b", 1));
        first.unreadable = true;
        int before = first.looks.get();
        eventually(() -> first.looks.get() > before + 5);
    }

    @Test
    void aPolicyOfOnesOwnIsFollowedAndOneThatFailsIsReplaced() throws Exception {
        Scheduler scheduler = scheduler(Weights.class.getName(), Optional.empty());
        Noted agent = new Noted("a", 1);
        scheduler.join(agent);
        eventually(() -> agent.last().equals(Share.ofWeight(77)));
        assertThat(asked).hasPositiveValue();

        scheduler.use(scheduler.status().config().withPolicy(Fails.class.getName()));
        eventually(() -> scheduler.status().config().policyWord().equals("fair-share"));
        eventually(() -> agent.last().equals(Share.OWN));
        assertThat(scheduler.status().note()).contains("was given up", Fails.class.getName());
        assertThat(told).anyMatch(line -> line.contains("was given up"));
    }

    @Test
    void whatDoesNotWorkHereIsRefusedUnderStrictAndToldUnderBestEffort() {
        assertThatThrownBy(() -> scheduler("fair-share", Optional.of(NO_CONTROLLER), Enforcement.STRICT))
                .isInstanceOf(LimitUnavailableException.class)
                .hasMessageContaining("nobody gave it")
                .hasMessageContaining("round-robin");
        assertThat(scheduler("rate-based", Optional.of(NO_CONTROLLER)).status().note())
                .isEqualTo("rate-based has no effect here: nobody gave it");
        assertThat(scheduler("priority", Optional.of(NO_CONTROLLER), Enforcement.STRICT)
                        .status()
                        .note())
                .isEmpty();
    }

    @Test
    void theDefaultIsFairShareAsFarAsThereIsOne() {
        Scheduler scheduler = new Scheduler(
                SchedulingConfig.DEFAULT, processors(Optional.of(NO_CONTROLLER)), Enforcement.STRICT, told::add);
        assertThat(scheduler.status().config().policyWord()).isEqualTo("fair-share");
    }

    @Test
    void wrongSettingsAreRefusedTogetherAndChangeNothing() {
        Scheduler scheduler = scheduler("priority", Optional.empty());
        assertThatThrownBy(() -> scheduler.use(
                        new SchedulingConfig("no.such.Policy", Duration.ofMillis(5), Preemption.PREEMPTIVE)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("timeSlice is 5ms; allowed are 20ms")
                .hasMessageContaining("policy 'no.such.Policy' is none; allowed are fair-share, priority");
        assertThat(scheduler.status().config().policyWord()).isEqualTo("priority");
        assertThat(new SchedulingConfig("java.lang.String", Duration.ofMillis(100), Preemption.PREEMPTIVE).violations())
                .singleElement()
                .asString()
                .contains("does not implement io.agentropic.schedule.SchedulingPolicy");
    }

    private Scheduler scheduler(String policy, Optional<Missing> withoutController) {
        return scheduler(policy, withoutController, Enforcement.BEST_EFFORT);
    }

    private Scheduler scheduler(String policy, Optional<Missing> withoutController, Enforcement enforcement) {
        Scheduler scheduler = new Scheduler(
                SchedulingConfig.DEFAULT.withPolicy(policy), processors(withoutController), enforcement, told::add);
        opened.add(scheduler);
        return scheduler;
    }

    private Processors processors(Optional<Missing> withoutController) {
        return new Processors(1, withoutController, () -> {
            used.incrementAndGet();
            return little ? Optional.of(Duration.ZERO) : Optional.empty();
        });
    }

    private static void eventually(BooleanSupplier fact) throws InterruptedException {
        assertThat(Polling.awaitFact(fact, Duration.ofSeconds(20))).isTrue();
    }

    /** Gives everybody the same weight. */
    public static final class Weights implements SchedulingPolicy {
        /** For the scheduler. */
        public Weights() {}

        @Override
        public Plan plan(Snapshot snapshot) {
            asked.incrementAndGet();
            return new Plan(Map.of("a", Share.ofWeight(77)), null);
        }
    }

    /** Never knows. */
    public static final class Fails implements SchedulingPolicy {
        /** For the scheduler. */
        public Fails() {}

        @Override
        public Plan plan(Snapshot snapshot) {
            throw new UnsupportedOperationException();
        }
    }

    /** An agent that uses so many cores as long as it is not frozen. */
    private static final class Noted implements Schedulable {
        private final String name;
        private final double cores;
        private final AtomicInteger looks = new AtomicInteger();
        private final List<Share> given = new CopyOnWriteArrayList<>();
        private volatile boolean unreadable;
        private double cpu;
        private long before = System.nanoTime();

        private Noted(String name, double cores) {
            this.name = name;
            this.cores = cores;
        }

        private Share last() {
            return given.isEmpty() ? Share.OWN : given.getLast();
        }

        private boolean frozen() {
            return last().frozen();
        }

        private boolean wasFrozenAndThawed() {
            return given.stream().anyMatch(Share::frozen) && given.size() > 2;
        }

        @Override
        public RunningAgent seen(Duration cpuTime, boolean frozen) {
            return new RunningAgent(name, null, Priority.NORMAL, 100, false, null, cpuTime, frozen, false);
        }

        @Override
        public Duration cpuTime() {
            looks.incrementAndGet();
            long now = System.nanoTime();
            cpu += frozen() ? 0 : cores * (now - before);
            before = now;
            if (unreadable) {
                throw new FenceException("it is being removed");
            }
            return Duration.ofNanos((long) cpu);
        }

        @Override
        public void give(Share share, Preemption how) {
            given.add(share);
        }
    }
}
