package io.agentropic.schedule;

import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Processors that share themselves out, a millisecond at a time, to those who want them: by weight, and nothing to who is
 * frozen. Asks the policy whenever that wants to be asked. An agent has one thread.
 */
final class Machine {

    private static final long STEP = 1_000_000;

    private final int cores;
    private final boolean weighed;
    private final SchedulingPolicy policy;
    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final List<Long> asked = new ArrayList<>();
    private Plan plan = Plan.OWN;
    private long nanos;
    private long due;

    Machine(int cores, boolean weighed, SchedulingPolicy policy) {
        this.cores = cores;
        this.weighed = weighed;
        this.policy = policy;
    }

    /** One agent, and how much of a core it wants. */
    static final class Runner {
        private final RunningAgent agent;
        private double wants;
        private double cpu;
        private long frozen;
        private long stoodStill;
        private long longestStill;

        private Runner(RunningAgent agent, double wants) {
            this.agent = agent;
            this.wants = wants;
        }
    }

    Machine with(String name, Priority priority, int weight, double wants) {
        runners.put(
                name,
                new Runner(
                        new RunningAgent(
                                name,
                                null,
                                priority,
                                weight,
                                weight != priority.cpuWeight(),
                                null,
                                Duration.ZERO,
                                false,
                                false),
                        wants));
        due = nanos;
        return this;
    }

    Machine with(String name, double wants) {
        return with(name, Priority.NORMAL, Priority.NORMAL.cpuWeight(), wants);
    }

    Machine with(String name, Priority priority, double wants) {
        return with(name, priority, priority.cpuWeight(), wants);
    }

    private Runner runner(String name) {
        return Objects.requireNonNull(runners.get(name));
    }

    void wants(String name, double cores) {
        runner(name).wants = cores;
    }

    void leaves(String name) {
        runners.remove(name);
        due = nanos;
    }

    double millis(String name) {
        return runner(name).cpu / STEP;
    }

    double millis() {
        return runners.values().stream().mapToDouble(runner -> runner.cpu).sum() / STEP;
    }

    boolean frozen(String name) {
        return plan.of(name).frozen();
    }

    /** How long it stood still in all. */
    Duration stoodStill(String name) {
        return Duration.ofNanos(runner(name).stoodStill);
    }

    /** How long it stood still at a stretch. */
    Duration longestStill(String name) {
        return Duration.ofNanos(runner(name).longestStill);
    }

    int timesAsked() {
        return asked.size();
    }

    Machine run(Duration time) {
        long end = nanos + time.toNanos();
        while (nanos < end) {
            if (nanos >= due) {
                ask();
            }
            step();
            nanos += STEP;
        }
        return this;
    }

    private void ask() {
        asked.add(nanos);
        List<RunningAgent> seen = runners.values().stream()
                .map(runner -> new RunningAgent(
                        runner.agent.name(),
                        null,
                        runner.agent.priority(),
                        runner.agent.weight(),
                        runner.agent.explicitWeight(),
                        null,
                        Duration.ofNanos((long) runner.cpu),
                        plan.of(runner.agent.name()).frozen(),
                        false))
                .toList();
        plan = policy.plan(new Snapshot(nanos, cores, weighed, seen));
        due = Optional.ofNullable(plan.again())
                .map(again -> nanos + again.toNanos())
                .orElse(Long.MAX_VALUE);
    }

    /** What somebody does not want is shared out among the others, until nobody wants more. */
    private void step() {
        List<Runner> hungry = new ArrayList<>();
        for (Runner runner : runners.values()) {
            boolean still = plan.of(runner.agent.name()).frozen();
            runner.frozen = still ? runner.frozen + STEP : 0;
            runner.stoodStill += still ? STEP : 0;
            runner.longestStill = Math.max(runner.longestStill, runner.frozen);
            if (!still && runner.wants > 0) {
                hungry.add(runner);
            }
        }
        double left = cores;
        while (!hungry.isEmpty() && left > 1e-9) {
            double weights = hungry.stream().mapToDouble(this::weight).sum();
            double share = left;
            List<Runner> fed = hungry.stream()
                    .filter(runner -> share * weight(runner) / weights >= runner.wants)
                    .toList();
            if (fed.isEmpty()) {
                hungry.forEach(runner -> runner.cpu += share * weight(runner) / weights * STEP);
                return;
            }
            for (Runner runner : fed) {
                runner.cpu += runner.wants * STEP;
                left -= runner.wants;
            }
            hungry.removeAll(fed);
        }
    }

    private double weight(Runner runner) {
        Integer planned = plan.of(runner.agent.name()).weight();
        return !weighed ? 1 : planned == null ? runner.agent.weight() : planned;
    }
}
