package io.agentropic.it.bench.micro;

import io.agentropic.schedule.RunningAgent;
import io.agentropic.schedule.Snapshot;
import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Running agents of which one in ten wants a processor, looked at every ten milliseconds. */
final class BusyCrowd {

    private static final int CORES = 4;
    private static final long STEP = 10_000_000;

    private final Random random = new Random(1);
    private final long[] cpu;
    private long nanos;

    BusyCrowd(int agents) {
        this.cpu = new long[agents];
    }

    /** As they are a step later. */
    Snapshot next() {
        for (int agent = 0; agent < cpu.length; agent += 10) {
            cpu[agent] += random.nextLong(STEP / 10);
        }
        nanos += STEP;
        List<RunningAgent> seen = new ArrayList<>(cpu.length);
        for (int i = 0; i < cpu.length; i++) {
            seen.add(agent(i));
        }
        return new Snapshot(nanos, CORES, true, seen);
    }

    private RunningAgent agent(int number) {
        Priority[] priorities = Priority.values();
        Priority priority = priorities[number / 10 % priorities.length];
        return new RunningAgent(
                "agent-" + number,
                null,
                priority,
                priority.cpuWeight(),
                false,
                null,
                Duration.ofNanos(cpu[number]),
                false,
                false);
    }
}
