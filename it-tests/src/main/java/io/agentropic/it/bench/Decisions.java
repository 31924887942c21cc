package io.agentropic.it.bench;

import io.agentropic.schedule.PriorityPolicy;
import io.agentropic.schedule.RoundRobin;
import io.agentropic.schedule.RunningAgent;
import io.agentropic.schedule.SchedulingPolicy;
import io.agentropic.schedule.Snapshot;
import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What one decision of a scheduling policy costs, in microseconds: a thousand running agents, of which one in ten wants a
 * processor, a step of ten milliseconds from one decision to the next.
 *
 * @param agents how many run
 * @param roundRobin of {@link RoundRobin}
 * @param priority of {@link PriorityPolicy}
 */
record Decisions(int agents, Samples roundRobin, Samples priority) {

    private static final Duration SLICE = Duration.ofMillis(100);
    private static final int CORES = 4;
    private static final long STEP = 10_000_000;

    /** Measures so many decisions of each, after as many to warm up. */
    static Decisions of(int agents, int decisions) {
        return new Decisions(
                agents,
                micros(new RoundRobin(SLICE), agents, decisions),
                micros(new PriorityPolicy(SLICE), agents, decisions));
    }

    private static Samples micros(SchedulingPolicy policy, int agents, int decisions) {
        Random random = new Random(1);
        long[] cpu = new long[agents];
        double[] micros = new double[decisions];
        for (int i = -decisions; i < decisions; i++) {
            for (int agent = 0; agent < agents; agent += 10) {
                cpu[agent] += random.nextLong(STEP / 10);
            }
            Snapshot snapshot = snapshot((i + decisions) * STEP, cpu);
            long before = System.nanoTime();
            policy.plan(snapshot);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - before) / 1e3;
            }
        }
        return Samples.of(micros);
    }

    private static Snapshot snapshot(long nanos, long[] cpu) {
        Priority[] priorities = Priority.values();
        List<RunningAgent> seen = new ArrayList<>(cpu.length);
        for (int i = 0; i < cpu.length; i++) {
            Priority priority = priorities[i / 10 % priorities.length];
            seen.add(new RunningAgent(
                    "agent-" + i,
                    null,
                    priority,
                    priority.cpuWeight(),
                    false,
                    null,
                    Duration.ofNanos(cpu[i]),
                    false,
                    false));
        }
        return new Snapshot(nanos, CORES, true, seen);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "a decision for %,d agents: round-robin %.0f us (p99 %.0f), priority %.0f us (p99 %.0f)",
                agents,
                roundRobin.median(),
                roundRobin.p99(),
                priority.median(),
                priority.p99());
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"unit\":\"us\",\"agents\":%d,\"roundRobin\":{\"median\":%.1f,\"p99\":%.1f},\"priority\":{\"median\":%.1f,\"p99\":%.1f}}",
                agents,
                roundRobin.median(),
                roundRobin.p99(),
                priority.median(),
                priority.p99());
    }
}
