package io.agentropic.it.bench;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.limits.DataSize;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
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
 * What many idle agents cost the supervisor itself.
 *
 * @param agents how many lived at once
 * @param startSeconds from the first spawn until the last one's code was entered
 * @param kibibytesEach growth of the supervisor's own proportional memory, for each agent
 * @param cpuPercent of one core that the supervisor used while they idled, heartbeats every 5 s
 */
record Crowd(int agents, double startSeconds, double kibibytesEach, double cpuPercent) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Starts the agents, watches them idle for so long, and kills them. */
    static Crowd of(AgentRuntime runtime, int agents, Duration idle)
            throws IOException, InterruptedException, TimeoutException {
        long self = ProcessHandle.current().pid();
        AgentHandle first = runtime.spawn(agent("first"));
        first.awaitStarted(PATIENCE);
        first.kill();
        long memoryBefore = settledKibibytes(self);
        long began = System.nanoTime();
        List<AgentHandle> crowd = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            crowd.add(runtime.spawn(agent("crowd-" + i)));
        }
        for (AgentHandle handle : crowd) {
            handle.awaitStarted(PATIENCE);
        }
        double startSeconds = (System.nanoTime() - began) / 1e9;
        long grown = settledKibibytes(self) - memoryBefore;
        double percent = cpuPercent(idle);
        for (AgentHandle handle : crowd) {
            handle.kill();
        }
        return new Crowd(agents, startSeconds, (double) grown / agents, percent);
    }

    private static AgentSpec agent(String name) {
        return AgentSpec.of(name, new ProgramSource.AgentClass(EchoAgent.class.getName(), List.of(Setup.agentsJar())))
                .jvm(new JvmConfig(null, List.of(), DataSize.mebibytes(16)))
                .supervision(Supervision.builder().startTimeout(PATIENCE).build())
                .build();
    }

    private static long settledKibibytes(long pid) throws IOException, InterruptedException {
        Thread.sleep(2_000);
        System.gc();
        return Memory.proportionalKibibytes(pid);
    }

    private static double cpuPercent(Duration idle) throws InterruptedException {
        Thread.sleep(5_000);
        long cpuBefore = processCpuNanos();
        long before = System.nanoTime();
        Thread.sleep(idle.toMillis());
        return 100.0 * (processCpuNanos() - cpuBefore) / (System.nanoTime() - before);
    }

    private static long processCpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%d idle agents at once: all started in %.1f s; the supervisor grew by %.0f KiB for each and used %.1f %% of one core",
                agents,
                startSeconds,
                kibibytesEach,
                cpuPercent);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"agents\":%d,\"startSeconds\":%.3f,\"supervisorKibibytesEach\":%.1f,\"supervisorCpuPercent\":%.2f}",
                agents,
                startSeconds,
                kibibytesEach,
                cpuPercent);
    }
}
