package io.agentropic.it.bench.peer;

import io.agentropic.limits.Enforcement;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartBudget;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** This one, in this JVM: each program in its fence, without limits. */
final class Ours implements Peer {

    /** The shortest there is. */
    private static final Duration BACKOFF = Duration.ofMillis(1);

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final AgentRuntime runtime =
            AgentRuntime.builder().enforcement(Enforcement.BEST_EFFORT).build();
    private final Path jar;
    private final Path marks;
    private final int copies;
    private final boolean standby;
    private int round;
    private List<AgentHandle> running = List.of();

    Ours(Path jar, Path marks, int copies, boolean standby) {
        this.jar = jar;
        this.marks = marks;
        this.copies = copies;
        this.standby = standby;
    }

    @Override
    public String name() {
        return standby ? "ours, standby" : "ours";
    }

    @Override
    public long start() {
        round++;
        List<AgentSpec> specs = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            specs.add(spec("marked-" + round + "-" + i));
        }
        long before = System.nanoTime();
        running = runtime.spawnAll(specs);
        return before;
    }

    private AgentSpec spec(String name) {
        return AgentSpec.of(name, new ProgramSource.MainClass(MarkedProgram.class.getName(), List.of(jar)))
                .args(marks.toString())
                .supervision(Supervision.builder()
                        .restartPolicy(RestartPolicy.ALWAYS)
                        .maxRestarts(RestartBudget.UNLIMITED)
                        .backoff(BackoffStrategy.fixed(BACKOFF))
                        .standby(standby)
                        .build())
                .build();
    }

    /** Waits until a worker stands by for each, where that is wanted. */
    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (standby && runtime.warmPool().standby() < copies && System.nanoTime() < end) {
            Thread.sleep(5);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        for (AgentHandle agent : running) {
            agent.kill();
            runtime.remove(agent.name());
        }
        running = List.of();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
