package io.agentropic.it.bench;

import io.agentropic.agent.Agent;
import io.agentropic.limits.Enforcement;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What agents cost that share a JVM: how many are spawned, run and hand over a result in a second, what an idle one takes in
 * both JVMs, and how long it takes to get from one to another at a checkpoint.
 *
 * @param perSecond agents in a second, of each batch
 * @param bytesInWorker of an idle agent, in the heap of the shared JVM
 * @param bytesInSupervisor of an idle agent, in this heap
 * @param handoverMicros from one agent's checkpoint to another's
 */
record Shared(Samples perSecond, double bytesInWorker, double bytesInSupervisor, Samples handoverMicros) {

    private static final IsolationConfig NONE =
            IsolationConfig.builder().level(IsolationLevel.NONE).build();

    /** Measures with so many batches of so many agents, so many idle ones, and so many checkpoints. */
    static Shared of(int batches, int agents, int idle, int checkpoints) throws InterruptedException {
        Samples perSecond;
        double worker;
        double supervisor;
        try (AgentRuntime runtime = open(2)) {
            perSecond = perSecond(runtime, batches, agents);
            long emptyWorker = workerBytes(runtime, "before");
            long emptySupervisor = HeapGauge.usedBytes();
            List<AgentHandle> idlers = spawn(runtime, SharedPrograms.Idler.class, "idle", idle);
            for (AgentHandle idler : idlers) {
                while (idler.state() != AgentState.RUNNING) {
                    Thread.sleep(1);
                }
            }
            worker = (workerBytes(runtime, "after") - emptyWorker) / (double) idle;
            supervisor = (HeapGauge.usedBytes() - emptySupervisor) / (double) idle;
            if (idlers.size() != idle) {
                throw new IllegalStateException("not all idle");
            }
        }
        return new Shared(perSecond, worker, supervisor, handover(checkpoints));
    }

    private static Samples perSecond(AgentRuntime runtime, int batches, int agents) throws InterruptedException {
        List<Double> rates = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            long before = System.nanoTime();
            List<AgentHandle> handles = spawn(runtime, SharedPrograms.Task.class, "task-" + batch, agents);
            for (AgentHandle handle : handles) {
                AgentResult result = handle.join();
                if (!result.output().text().equals(handle.name())) {
                    throw new IllegalStateException(handle.name() + ": " + result.reason());
                }
            }
            rates.add(agents * 1e9 / (System.nanoTime() - before));
            for (AgentHandle handle : handles) {
                runtime.remove(handle.name());
            }
        }
        return new Samples(rates);
    }

    private static List<AgentHandle> spawn(
            AgentRuntime runtime, Class<? extends Agent> type, String prefix, int count) {
        List<AgentHandle> handles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            handles.add(runtime.spawn(AgentSpec.ofClass(type)
                    .name(prefix + "-" + i)
                    .isolation(NONE)
                    .build()));
        }
        return handles;
    }

    private static long workerBytes(AgentRuntime runtime, String name) throws InterruptedException {
        AgentResult result = runtime.spawn(AgentSpec.ofClass(SharedPrograms.Gauge.class)
                        .name("gauge-" + name)
                        .isolation(NONE)
                        .build())
                .join();
        return Long.parseLong(result.output().text());
    }

    private static Samples handover(int checkpoints) throws InterruptedException {
        try (AgentRuntime runtime = open(1)) {
            List<AgentHandle> runners = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                runners.add(runtime.spawn(AgentSpec.ofClass(SharedPrograms.Runner.class)
                        .name("runner-" + i)
                        .args(Integer.toString(checkpoints))
                        .isolation(NONE)
                        .build()));
            }
            List<Double> micros = new ArrayList<>();
            for (AgentHandle runner : runners) {
                micros.add(Long.parseLong(runner.join().output().text()) / 1e3 / checkpoints / 2);
            }
            return new Samples(micros);
        }
    }

    private static AgentRuntime open(int workerThreads) {
        return AgentRuntime.builder()
                .enforcement(Enforcement.BEST_EFFORT)
                .maxAgents(10_000_000)
                .workerThreads(workerThreads)
                .build();
    }

    /** For people. */
    String line() {
        return String.format(
                Locale.ROOT,
                "shared JVM: %.0f agents/s spawned, run and heard of (median of %d batches, most %.0f); an idle one takes"
                        + " %.0f + %.0f bytes (worker + supervisor); checkpoint hand-over %.2f us",
                perSecond.median(),
                perSecond.values().size(),
                perSecond.most(),
                bytesInWorker,
                bytesInSupervisor,
                handoverMicros.median());
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"agentsPerSecond\":{\"median\":%.0f,\"least\":%.0f,\"most\":%.0f},\"idleBytes\":{\"worker\":%.0f,"
                        + "\"supervisor\":%.0f},\"handoverMicros\":%.3f}",
                perSecond.median(),
                perSecond.least(),
                perSecond.most(),
                bytesInWorker,
                bytesInSupervisor,
                handoverMicros.median());
    }

    /** Prints the line: {@code Shared BATCHES AGENTS IDLE CHECKPOINTS}. */
    public static void main(String[] args) throws InterruptedException {
        System.out.println(Setup.line());
        System.out.println(of(
                        Integer.parseInt(args[0]),
                        Integer.parseInt(args[1]),
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]))
                .line());
    }
}
