package io.agentropic.it.bench;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.Priority;
import io.agentropic.spec.ProgramSource;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * What agents cost that wait for a place to run: all that the supervisor holds for them, their specifications among it.
 *
 * @param agents how many wait
 * @param heapBytes of each
 */
record Queue(int agents, double heapBytes) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FIRST_FEW = 50;

    /** Has so many wait for the one place of a runtime of their own. */
    static Queue of(int agents) throws IOException, InterruptedException, TimeoutException {
        try (AgentRuntime runtime = AgentRuntime.builder()
                .enforcement(Enforcement.BEST_EFFORT)
                .maxAgents(agents + FIRST_FEW + 1)
                .maxConcurrent(1)
                .build()) {
            runtime.spawn(agent("runs", 0)).awaitStarted(PATIENCE);
            spawn(runtime, "first", FIRST_FEW);
            Resident before = Resident.now();
            spawn(runtime, "waits", agents);
            long heap = Resident.now().minus(before).heapBytes();
            return new Queue(agents, (double) heap / agents);
        }
    }

    private static void spawn(AgentRuntime runtime, String name, int count) throws InterruptedException {
        List<AgentSpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            specs.add(agent(name + "-" + i, i));
        }
        var handles = runtime.spawnAll(specs);
        while (!handles.stream().allMatch(handle -> handle.state() == AgentState.WAITING)) {
            Thread.sleep(10);
        }
    }

    private static AgentSpec agent(String name, int number) {
        Priority[] priorities = Priority.values();
        return AgentSpec.of(name, new ProgramSource.AgentClass(EchoAgent.class.getName(), List.of(Setup.agentsJar())))
                .jvm(new JvmConfig(null, List.of(), DataSize.mebibytes(16)))
                .priority(priorities[number % priorities.length])
                .build();
    }

    String line() {
        return String.format(
                Locale.ROOT, "%,d agents that wait for a place: %.1f KiB of heap each", agents, heapBytes / 1024);
    }

    String json() {
        return String.format(Locale.ROOT, "{\"agents\":%d,\"heapBytesEach\":%.0f}", agents, heapBytes);
    }
}
