package io.agentropic.fence;

import io.agentropic.limits.LimitReport;
import io.agentropic.plan.LimitPlan;
import io.agentropic.process.Polling;
import io.agentropic.process.ProcessScanner;
import io.agentropic.process.ProcessTree;
import io.agentropic.syscall.SyscallException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A fence where no control group can be made: signals to the processes that are found to belong together. */
final class TreeFence implements Fence {

    static final String MECHANISM = "process tree";

    private final LimitPlan plan;
    private final ProcessTree tree;
    private final ProcessScanner scanner;
    private final ProcessMetrics metrics;
    private final MemoryMonitor monitor;
    private final Optional<MemoryWatch> watch;
    private final CpuLedger cpu = new CpuLedger();

    private Optional<MainProcess> main = Optional.empty();
    private Map<String, Number> effective = Map.of();
    private volatile boolean killed;
    private volatile long peakBytes;

    TreeFence(
            LimitPlan plan,
            ProcessTree tree,
            ProcessScanner scanner,
            ProcessMetrics metrics,
            MemoryMonitor monitor,
            Optional<MemoryWatch> watch) {
        this.plan = plan;
        this.tree = tree;
        this.scanner = scanner;
        this.metrics = metrics;
        this.monitor = monitor;
        this.watch = watch;
    }

    @Override
    public void enclose(long pid) {
        main = Optional.of(MainProcess.of(pid));
        tree.adopt(pid);
        effective = MainProcess.limit(pid, plan.limits());
        watch.ifPresent(monitor::watch);
    }

    @Override
    public List<LimitReport> limits() {
        return LimitReports.of(plan.limits(), effective);
    }

    @Override
    public ResourceUsage usage() {
        List<ProcessMetrics.Sample> samples = metrics.sample(tree.membersIn(scanner.recent()));
        long resident =
                samples.stream().mapToLong(ProcessMetrics.Sample::residentBytes).sum();
        long watched = watch.map(MemoryWatch::peakBytes).orElse(0L);
        peakBytes = Math.max(peakBytes, Math.max(resident, watched));
        return new ResourceUsage(cpu.total(samples), Duration.ZERO, resident, peakBytes, samples.size());
    }

    @Override
    public Evidence evidence() {
        return new Evidence(0, 0, 0, watch.map(MemoryWatch::verdict).orElse(""), usage());
    }

    @Override
    public boolean freeze(Duration timeout) {
        return attempt(() -> tree.freeze(timeout));
    }

    @Override
    public boolean thaw(Duration timeout) {
        return attempt(() -> tree.thaw(timeout));
    }

    @Override
    public void signal(int signal) {
        main.ifPresent(process -> process.signal(signal));
    }

    @Override
    public void kill() {
        killed = true;
        attempt(() -> {
            tree.killAll();
            return true;
        });
    }

    /** A killed tree is killed again while it is waited for: something may have forked in between. */
    @Override
    public boolean awaitEmpty(Duration timeout) throws InterruptedException {
        return Polling.awaitFact(
                () -> {
                    if (killed) {
                        kill();
                    }
                    return tree.members().isEmpty();
                },
                timeout);
    }

    @Override
    public String mechanism() {
        return MECHANISM;
    }

    @Override
    public void close() {
        var left = tree.members();
        if (!left.isEmpty()) {
            throw new FenceException("processes are still inside the fence: " + left);
        }
        watch.ifPresent(monitor::forget);
        main.ifPresent(MainProcess::close);
    }

    private static <T> T attempt(Supplier<T> step) {
        try {
            return step.get();
        } catch (SyscallException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }
}
