package io.agentropic.it.schedule;

import static io.agentropic.it.support.Eventually.eventually;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.schedule.ExecutionMode;
import io.agentropic.schedule.Preemption;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Agents that want one whole core, all on the same one, and what each of them gets of it. */
final class Spinners {

    /** A JVM that has just begun is still compiling. */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final CleanRun run;
    private final List<AgentHandle> all = new ArrayList<>();
    private double supervisor;

    Spinners(CleanRun run) {
        this.run = run;
    }

    /** On one core, under this policy with slices of 100 ms. */
    static Spinners under(CleanRun run, String policy) {
        AgentRuntime _ = run.open(AgentRuntime.builder()
                .enforcement(Lane.enforcement())
                .heartbeat(Duration.ofMillis(500))
                .executionMode(ExecutionMode.CONCURRENT)
                .scheduling(new SchedulingConfig(policy, Duration.ofMillis(100), Preemption.PREEMPTIVE)));
        return new Spinners(run);
    }

    /** One that weighs what its priority gives it. */
    Spinners with(String name) throws IOException {
        return with(spinner(name));
    }

    Spinners with(String name, ResourceLimits.Builder limits) throws IOException {
        return with(spinner(name).isolation(Programs.limited(limits)));
    }

    Spinners with(AgentSpec.Builder spec) {
        all.add(run.spawn(spec));
        return this;
    }

    /** Wants one core from when all of them run; before that nothing, so that the others can start. */
    AgentSpec.Builder spinner(String name) throws IOException {
        return Programs.child("spin", "1", "60000", go().toString()).name(name);
    }

    private Path go() throws IOException {
        return run.scratch().resolve("go");
    }

    AgentHandle get(int index) {
        return all.get(index);
    }

    /** Waits until all of them run, and lets them go. */
    Spinners begin() throws InterruptedException, IOException {
        for (AgentHandle handle : all) {
            eventually(handle.name() + " runs", () -> handle.state() == AgentState.RUNNING);
        }
        if (!Files.exists(go())) {
            Files.createFile(go());
            Thread.sleep(SETTLE);
        }
        return this;
    }

    /** What each has used in so much time from now on, in parts of the time: 1 is the whole core. */
    List<Double> shares(Duration time) throws InterruptedException, IOException {
        begin();
        List<Long> before = all.stream().map(Spinners::cpu).toList();
        long own = ownCpu();
        long began = System.nanoTime();
        Thread.sleep(time);
        List<Long> after = all.stream().map(Spinners::cpu).toList();
        double elapsed = System.nanoTime() - began;
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            shares.add((after.get(i) - before.get(i)) / elapsed);
        }
        supervisor = (ownCpu() - own) / elapsed;
        System.out.println("shares: " + shares + "; the supervisor: " + supervisor);
        return shares;
    }

    /** What this JVM has used, which is the supervisor. */
    private static long ownCpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    /** What the supervisor used meanwhile, in the same parts. */
    double supervisor() {
        return supervisor;
    }

    static double sum(List<Double> shares) {
        return shares.stream().mapToDouble(Double::doubleValue).sum();
    }

    static long cpu(AgentHandle handle) {
        return handle.metrics().usage().cpuTime().toNanos();
    }
}
