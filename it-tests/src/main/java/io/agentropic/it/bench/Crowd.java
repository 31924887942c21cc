package io.agentropic.it.bench;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.limits.DataSize;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.schedule.Policies;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * What many idle agents cost the supervisor itself. The first few of them live already when the count begins, so that what is
 * made once, classes and pools, is not counted for anybody.
 *
 * @param agents how many were added to the first few, and lived at once
 * @param startSeconds from the first spawn until the last one's code was entered
 * @param grown what the supervisor holds more than before them
 * @param cpuPercent of one core that the supervisor used while they idled, heartbeats every 10 s; what it still compiles soon
 *     after the starts is not counted
 * @param turnsCpuPercent the same while it looked who of them wants a turn, under round-robin
 */
record Crowd(int agents, double startSeconds, Resident grown, double cpuPercent, double turnsCpuPercent) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FIRST_FEW = 3;

    /** Starts the agents, watches them idle for so long, and kills them. */
    static Crowd of(AgentRuntime runtime, int agents, Duration idle)
            throws IOException, InterruptedException, TimeoutException {
        List<AgentHandle> first = started(runtime, "first", FIRST_FEW);
        Resident before = Resident.now();
        long began = System.nanoTime();
        List<AgentHandle> crowd = started(runtime, "crowd", agents);
        double startSeconds = (System.nanoTime() - began) / 1e9;
        double percent = cpuPercent(idle);
        Resident grown = Resident.now().minus(before);
        runtime.scheduler().policy(Policies.ROUND_ROBIN);
        double turnsPercent = cpuPercent(idle);
        runtime.scheduler().policy(Policies.FAIR_SHARE);
        kill(first);
        kill(crowd);
        return new Crowd(agents, startSeconds, grown, percent, turnsPercent);
    }

    private static List<AgentHandle> started(AgentRuntime runtime, String name, int count)
            throws InterruptedException, TimeoutException {
        List<AgentHandle> handles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            handles.add(runtime.spawn(agent(name + "-" + i)));
        }
        for (AgentHandle handle : handles) {
            handle.awaitStarted(PATIENCE);
        }
        return handles;
    }

    private static void kill(List<AgentHandle> handles) throws InterruptedException {
        for (AgentHandle handle : handles) {
            handle.kill();
        }
    }

    private static AgentSpec agent(String name) {
        return AgentSpec.of(name, new ProgramSource.AgentClass(EchoAgent.class.getName(), List.of(Setup.agentsJar())))
                .jvm(new JvmConfig(null, List.of(), DataSize.mebibytes(16)))
                .supervision(Supervision.builder().startTimeout(PATIENCE).build())
                .build();
    }

    private static double cpuPercent(Duration idle) throws InterruptedException {
        Thread.sleep(idle.toMillis());
        long cpuBefore = processCpuNanos();
        long before = System.nanoTime();
        Thread.sleep(idle.toMillis());
        return 100.0 * (processCpuNanos() - cpuBefore) / (System.nanoTime() - before);
    }

    private static long processCpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private double kibibytesEach(long bytes) {
        return bytes / 1024.0 / agents;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%d idle agents at once: all started in %.1f s; for each the supervisor holds %.1f KiB of heap, %.1f KiB of"
                        + " buffers and %.1f descriptors; %d more platform threads in all; %.1f %% of one core,"
                        + " %.1f %% under round-robin",
                agents,
                startSeconds,
                kibibytesEach(grown.heapBytes()),
                kibibytesEach(grown.directBytes()),
                (double) grown.descriptors() / agents,
                grown.platformThreads(),
                cpuPercent,
                turnsCpuPercent);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"agents\":%d,\"startSeconds\":%.3f,\"heapKibibytesEach\":%.1f,\"bufferKibibytesEach\":%.1f,"
                        + "\"descriptorsEach\":%.2f,\"platformThreads\":%d,\"supervisorCpuPercent\":%.2f,\"roundRobinCpuPercent\":%.2f}",
                agents,
                startSeconds,
                kibibytesEach(grown.heapBytes()),
                kibibytesEach(grown.directBytes()),
                (double) grown.descriptors() / agents,
                grown.platformThreads(),
                cpuPercent,
                turnsCpuPercent);
    }
}
