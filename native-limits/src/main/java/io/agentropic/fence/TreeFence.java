package io.agentropic.fence;

import io.agentropic.cgroup.Strain;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.plan.LimitPlan;
import io.agentropic.process.Polling;
import io.agentropic.process.ProcessScanner;
import io.agentropic.process.ProcessStat;
import io.agentropic.process.ProcessTree;
import io.agentropic.syscall.Rlimit;
import io.agentropic.syscall.SyscallException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A fence where no control group can be made: signals to the processes that are found to belong together. */
final class TreeFence implements Fence {

    static final String MECHANISM = "process tree";

    private final Function<ResourceLimits, LimitPlan> planner;
    private final Function<DataSize, MemoryWatch> watcher;
    private final CpuPlace place;
    private final ProcessTree tree;
    private final ProcessScanner scanner;
    private final ProcessMetrics metrics;
    private final MemoryMonitor monitor;
    private final Optional<SocketAsking> asking;
    private final CpuLedger cpu = new CpuLedger();

    private Optional<MainProcess> main = Optional.empty();
    private ResourceLimits wanted;
    /** Replaced as a whole: any thread asks for {@link #limits}. */
    private volatile Held held;

    private volatile Optional<MemoryWatch> watch;
    private volatile boolean killed;
    private volatile long peakBytes;

    /** What is planned, and what was read back of it by the limit's name. */
    private record Held(LimitPlan plan, Map<String, Number> effective) {}

    /**
     * A fence without processes yet.
     *
     * @param planner decides what holds each limit, and refuses what nothing holds under strict enforcement
     * @param watcher makes a watch for a memory limit
     */
    TreeFence(
            FenceRequest request,
            Function<ResourceLimits, LimitPlan> planner,
            Function<DataSize, MemoryWatch> watcher,
            ProcessTree tree,
            ProcessScanner scanner,
            ProcessMetrics metrics,
            MemoryMonitor monitor,
            Optional<SocketAsking> asking) {
        this.asking = asking;
        this.place = request.place();
        ResourceLimits limits = request.limits();
        this.planner = planner;
        this.watcher = watcher;
        this.tree = tree;
        this.scanner = scanner;
        this.metrics = metrics;
        this.monitor = monitor;
        this.wanted = limits;
        this.held = new Held(planner.apply(limits), Map.of());
        this.watch = Optional.ofNullable(limits.memory())
                .filter(_ -> held.plan().needsWatching())
                .map(watcher);
    }

    @Override
    public void enclose(long pid) {
        main = Optional.of(MainProcess.of(pid));
        OomScore.unprotect(pid);
        OneCore.hold(pid, place);
        tree.adopt(pid);
        held = withSockets(held.plan(), MainProcess.limit(pid, held.plan().limits()));
        watch.ifPresent(monitor::watch);
    }

    @Override
    public long recognize(long numberInside) {
        MainProcess inside = MainProcess.inside(pids(), numberInside);
        main.ifPresent(MainProcess::close);
        main = Optional.of(inside);
        return inside.pid();
    }

    @Override
    public Map<Rlimit, Long> processLimits() {
        return MainProcess.limitsOf(held.plan().limits());
    }

    @Override
    public Optional<SocketAsking> sockets() {
        return asking;
    }

    @Override
    public List<LimitReport> limits() {
        Held now = held;
        return LimitReports.of(now.plan().limits(), now.effective());
    }

    @Override
    public void update(ResourceLimits limits) {
        LimitPlan plan = planner.apply(limits);
        SocketAsking.requireThere(plan, asking);
        Optional<DataSize> memory = Optional.ofNullable(limits.memory()).filter(_ -> plan.needsWatching());
        memory.ifPresent(this::requireRoom);
        Held earlier = held;
        if (main.isPresent() && Relimit.changesProcessLimits(earlier.plan(), plan)) {
            try {
                held = withSockets(plan, Relimit.limitProcesses(main.get().pid(), pids(), plan));
            } catch (FenceException e) {
                Relimit.limitProcesses(main.get().pid(), pids(), earlier.plan());
                throw e;
            }
        } else {
            held = new Held(plan, earlier.effective());
        }
        asking.ifPresent(broker -> {
            broker.change(limits.connections());
            held = withSockets(plan, held.effective());
        });
        memory.ifPresent(this::watchFor);
        wanted = limits;
    }

    @Override
    public void affirm(ResourceLimits limits) {
        MainProcess process = MainProcess.running(main);
        if (!limits.equals(wanted)) {
            update(limits);
        }
        LimitPlan plan = held.plan();
        held = withSockets(plan, MainProcess.limit(process.pid(), plan.limits()));
    }

    private Held withSockets(LimitPlan plan, Map<String, Number> ofProcesses) {
        Map<String, Number> effective = new HashMap<>(ofProcesses);
        effective.putAll(SocketAsking.effective(asking));
        return new Held(plan, Map.copyOf(effective));
    }

    private List<Long> pids() {
        return tree.members().stream().map(ProcessStat::pid).toList();
    }

    private void requireRoom(DataSize limit) {
        long used = usage().memoryBytes();
        if (used > limit.bytes()) {
            throw Relimit.tooMuchInUse(limit, used);
        }
    }

    private void watchFor(DataSize limit) {
        if (watch.isPresent()) {
            watch.get().limit(limit);
        } else {
            MemoryWatch begun = watcher.apply(limit);
            watch = Optional.of(begun);
            monitor.watch(begun);
        }
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

    /** Counts the living only: whoever compares two readings takes the higher one. */
    @Override
    public Duration cpuTime() {
        return tree.cpuTime(scanner.recent());
    }

    @Override
    public Evidence evidence() {
        return new Evidence(0, 0, 0, watch.map(MemoryWatch::verdict).orElse(""), usage());
    }

    @Override
    public Strain strain() {
        return Strain.NONE;
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
    public Optional<Path> controlGroup() {
        return Optional.empty();
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
        asking.ifPresent(SocketAsking::close);
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
