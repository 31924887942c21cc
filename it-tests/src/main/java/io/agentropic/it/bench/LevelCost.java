package io.agentropic.it.bench;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.siege.LevelsHere;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * What each isolation level adds to a cold spawn: milliseconds from {@code spawn} until the agent's code was entered, the
 * levels in turn (A B C A B C …), so that whatever else the machine does falls on all of them.
 *
 * @param samples by level
 */
record LevelCost(Map<IsolationLevel, Samples> samples) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Measures every level of this host so many times, after so many rounds to warm up. */
    static LevelCost of(AgentRuntime runtime, int warmUp, int rounds) throws InterruptedException, TimeoutException {
        List<IsolationLevel> levels = LevelsHere.all();
        Map<IsolationLevel, double[]> millis = new EnumMap<>(IsolationLevel.class);
        levels.forEach(level -> millis.put(level, new double[rounds]));
        for (int round = -warmUp; round < rounds; round++) {
            for (IsolationLevel level : levels) {
                double took = spawn(runtime, level, level.word() + "-" + (round + warmUp));
                if (round >= 0) {
                    millis.getOrDefault(level, new double[rounds])[round] = took;
                }
            }
        }
        Map<IsolationLevel, Samples> samples = new EnumMap<>(IsolationLevel.class);
        millis.forEach((level, values) -> samples.put(level, Samples.of(values)));
        return new LevelCost(samples);
    }

    /** A table of one line for each level, and what it adds at the median. */
    String table() {
        double base = Objects.requireNonNull(samples.get(IsolationLevel.RESOURCE_LIMITS))
                .median();
        return samples.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "cold spawn at %-16s %9.2f %9.2f   %+9.2f  ms",
                        entry.getKey().word(),
                        entry.getValue().median(),
                        entry.getValue().p99(),
                        entry.getValue().median() - base))
                .collect(Collectors.joining(
                        "\n", "level                              median       p99   to the first\n", ""));
    }

    /** The same as JSON. */
    String json() {
        return samples.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "\"%s\":{\"unit\":\"ms\",\"samples\":%d,\"median\":%.3f,\"p99\":%.3f,\"least\":%.3f,\"most\":%.3f}",
                        entry.getKey().word(),
                        entry.getValue().values().size(),
                        entry.getValue().median(),
                        entry.getValue().p99(),
                        entry.getValue().least(),
                        entry.getValue().most()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static double spawn(AgentRuntime runtime, IsolationLevel level, String name)
            throws InterruptedException, TimeoutException {
        AgentSpec spec = AgentSpec.of(
                        name, new ProgramSource.AgentClass(EchoAgent.class.getName(), List.of(Setup.agentsJar())))
                .isolation(IsolationConfig.builder()
                        .level(level)
                        .limits(ResourceLimits.builder()
                                .memory(DataSize.mebibytes(256))
                                .openFiles(256)
                                .build())
                        .build())
                .supervision(
                        Supervision.builder().restartPolicy(RestartPolicy.NEVER).build())
                .build();
        long before = System.nanoTime();
        AgentHandle handle = runtime.spawn(spec);
        AgentState state = handle.awaitStarted(PATIENCE);
        double millis = (System.nanoTime() - before) / 1e6;
        if (state != AgentState.RUNNING) {
            throw new IllegalStateException(
                    "agent " + name + " is " + state + ": " + handle.status().reason());
        }
        handle.kill();
        return millis;
    }
}
