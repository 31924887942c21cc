package io.agentropic.it.bench;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.agents.RoundTripAgent;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The same figures for agents under the supervisor, with limits on. */
final class Supervised {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AgentRuntime runtime;

    Supervised(AgentRuntime runtime) {
        this.runtime = runtime;
    }

    /** Milliseconds from {@code spawn} until the agent's code was entered. */
    Samples spawnMillis(int warmUp, int count) throws InterruptedException, TimeoutException {
        double[] millis = new double[count];
        for (int i = 0; i < warmUp + count; i++) {
            AgentSpec spec = agent(EchoAgent.class, "spawn-" + i).build();
            long before = System.nanoTime();
            AgentHandle handle = runtime.spawn(spec);
            AgentState state = handle.awaitStarted(PATIENCE);
            if (i >= warmUp) {
                millis[i - warmUp] = (System.nanoTime() - before) / 1e6;
            }
            require(state == AgentState.RUNNING, handle);
            handle.kill();
        }
        return Samples.of(millis);
    }

    /** Microseconds of a message from an agent to the supervisor and back. */
    Samples roundTripMicros(int warmUp, int count) throws InterruptedException, TimeoutException {
        AgentHandle handle = runtime.spawn(agent(RoundTripAgent.class, "round-trip")
                .args(Integer.toString(warmUp), Integer.toString(count))
                .build());
        AgentResult result = handle.join(PATIENCE);
        require(result.succeeded(), handle);
        return Samples.of(Arrays.stream(result.output().text().strip().split(" ", -1))
                .mapToDouble(nanos -> Long.parseLong(nanos) / 1e3)
                .toArray());
    }

    /** Proportional memory in MiB of each of so many idle workers that live at once. */
    Samples idleMebibytes(int count) throws Exception {
        List<AgentHandle> idle = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            idle.add(runtime.spawn(agent(EchoAgent.class, "idle-" + i).build()));
        }
        List<Long> pids = new ArrayList<>();
        for (AgentHandle handle : idle) {
            require(handle.awaitStarted(PATIENCE) == AgentState.RUNNING, handle);
            Long pid = handle.status().pid();
            require(pid != null, handle);
            pids.add(pid);
        }
        Samples samples = Memory.settledMebibytes(pids);
        for (AgentHandle handle : idle) {
            handle.kill();
        }
        return samples;
    }

    static AgentSpec.Builder agent(Class<?> type, String name) {
        return AgentSpec.of(name, new ProgramSource.AgentClass(type.getName(), List.of(Setup.agentsJar())))
                .isolation(IsolationConfig.builder()
                        .limits(ResourceLimits.builder()
                                .memory(DataSize.mebibytes(256))
                                .cpu(2)
                                .openFiles(256)
                                .processes(256)
                                .build())
                        .build())
                .supervision(
                        Supervision.builder().restartPolicy(RestartPolicy.NEVER).build());
    }

    private static void require(boolean condition, AgentHandle handle) {
        if (!condition) {
            throw new IllegalStateException("agent " + handle.name() + " is " + handle.state() + ": "
                    + handle.status().reason());
        }
    }
}
