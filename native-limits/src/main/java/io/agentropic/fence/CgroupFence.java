package io.agentropic.fence;

import io.agentropic.cgroup.AgentCgroup;
import io.agentropic.cgroup.CgroupException;
import io.agentropic.cgroup.CgroupUsage;
import io.agentropic.cgroup.Strain;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.plan.LimitPlan;
import io.agentropic.syscall.Rlimit;
import io.agentropic.syscall.SyscallException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A fence made of a control group, with whatever controllers it has. */
final class CgroupFence implements Fence {

    static final String MECHANISM = "cgroup";

    private final CpuPlace place;
    private final AgentCgroup group;
    private final GroupMemory memory;
    private final GroupLimits groupLimits;
    private final Optional<SocketAsking> asking;

    private Optional<MainProcess> main = Optional.empty();
    private ResourceLimits wanted;
    /** Replaced as a whole: any thread asks for {@link #limits}. */
    private volatile Held held;

    /** What holds, and what was read back of it by the limit's name. */
    private record Held(LimitPlan plan, Map<String, Number> effective) {}

    /** The fence of {@code group}, in which the limits of {@code request} are put at once. */
    CgroupFence(
            FenceRequest request,
            AgentCgroup group,
            GroupLimits groupLimits,
            GroupMemory memory,
            Optional<SocketAsking> asking) {
        this.asking = asking;
        this.place = request.place();
        this.wanted = request.limits();
        this.group = group;
        this.memory = memory;
        this.groupLimits = groupLimits;
        LimitPlan plan = groupLimits.plan(wanted);
        this.held = new Held(plan, groupLimits.begin(plan, wanted));
    }

    @Override
    public void enclose(long pid) {
        main = Optional.of(MainProcess.of(pid));
        OomScore.unprotect(pid);
        OneCore.hold(pid, place);
        attempt(() -> group.join(pid));
        held = new Held(
                held.plan(),
                both(
                        both(
                                held.effective(),
                                MainProcess.limit(pid, held.plan().limits())),
                        SocketAsking.effective(asking)));
        watchMemory();
    }

    private void watchMemory() {
        Optional.ofNullable(wanted.memory())
                .filter(_ -> held.plan().needsWatching())
                .ifPresent(memory::watchFor);
    }

    @Override
    public long recognize(long numberInside) {
        MainProcess inside = MainProcess.inside(attempt(group::processes), numberInside);
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
        LimitPlan plan = groupLimits.plan(limits);
        SocketAsking.requireThere(plan, asking);
        ResourceLimits before = wanted;
        Held earlier = held;
        try {
            held = attempt(() -> replaced(earlier, plan, limits));
            wanted = limits;
        } catch (FenceException | LimitRefusedException e) {
            attempt(() -> replaced(new Held(plan, Map.of()), earlier.plan(), before));
            throw e;
        }
        watchMemory();
    }

    @Override
    public void affirm(ResourceLimits limits) {
        MainProcess process = MainProcess.running(main);
        attempt(() -> group.requireRunning(process.pid()));
        if (!limits.equals(wanted)) {
            update(limits);
        }
        LimitPlan plan = held.plan();
        held = attempt(() -> new Held(
                plan,
                both(
                        both(MainProcess.limit(process.pid(), plan.limits()), groupLimits.change(plan, limits)),
                        SocketAsking.effective(asking))));
    }

    /** First what may be refused for want of a right, then memory, which may be refused for what is in use. */
    private Held replaced(Held from, LimitPlan to, ResourceLimits limits) {
        Map<String, Number> ofProcesses = new HashMap<>(from.effective());
        if (main.isPresent() && Relimit.changesProcessLimits(from.plan(), to)) {
            ofProcesses.putAll(Relimit.limitProcesses(main.get().pid(), group.processes(), to));
        }
        makeRoom(limits);
        Map<String, Number> ofGroup = groupLimits.change(to, limits);
        if (group.limitsMemory()) {
            group.endThrottle(limits.memoryHigh());
        }
        asking.ifPresent(broker -> broker.change(limits.connections()));
        return new Held(to, both(both(ofProcesses, ofGroup), SocketAsking.effective(asking)));
    }

    private void makeRoom(ResourceLimits limits) {
        DataSize limit = limits.memory();
        if (limit == null) {
            return;
        }
        long used = group.limitsMemory() ? group.throttleMemory(limit) : usage().memoryBytes();
        if (used > limit.bytes()) {
            throw Relimit.tooMuchInUse(limit, used);
        }
    }

    private static Map<String, Number> both(Map<String, Number> some, Map<String, Number> others) {
        Map<String, Number> both = new HashMap<>(some);
        both.putAll(others);
        return Map.copyOf(both);
    }

    @Override
    public void share(int weight, @Nullable Double cores) {
        attempt(() -> groupLimits.share(weight, cores, wanted));
        if (held.effective().containsKey("cpuWeight")) {
            held = new Held(held.plan(), both(held.effective(), Map.of("cpuWeight", weight)));
        }
    }

    @Override
    public Duration cpuTime() {
        return attempt(group::cpuTime);
    }

    @Override
    public ResourceUsage usage() {
        return usage(attempt(group::usage));
    }

    @Override
    public Evidence evidence() {
        CgroupUsage counted = attempt(group::usage);
        return new Evidence(
                counted.oomKills(),
                counted.forksRefused(),
                counted.throttledPeriods(),
                memory.verdict(),
                usage(counted));
    }

    @Override
    public Strain strain() {
        return attempt(group::strain);
    }

    @Override
    public boolean freeze(Duration timeout) {
        return attempt(() -> group.freeze(timeout));
    }

    @Override
    public boolean thaw(Duration timeout) {
        return attempt(() -> group.thaw(timeout));
    }

    @Override
    public boolean hold(Duration timeout) {
        attempt(() -> group.order(true));
        return true;
    }

    @Override
    public boolean letGo(Duration timeout) {
        attempt(() -> group.order(false));
        return true;
    }

    @Override
    public void signal(int signal) {
        main.ifPresent(process -> process.signal(signal));
    }

    @Override
    public void kill() {
        attempt(group::kill);
    }

    @Override
    public boolean awaitEmpty(Duration timeout) throws InterruptedException {
        try {
            return group.awaitEmpty(timeout);
        } catch (CgroupException | SyscallException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<Path> controlGroup() {
        return Optional.of(group.directory());
    }

    @Override
    public String mechanism() {
        return MECHANISM;
    }

    @Override
    public void close() {
        memory.stopWatching();
        attempt(group::close);
        groupLimits.connections().close();
        asking.ifPresent(SocketAsking::close);
        main.ifPresent(MainProcess::close);
    }

    private ResourceUsage usage(CgroupUsage counted) {
        GroupMemory.Reading read = memory.read(counted);
        return new ResourceUsage(
                counted.cpuTime(), counted.throttledTime(), read.currentBytes(), read.peakBytes(), read.tasks());
    }

    private static void attempt(Runnable step) {
        attempt(() -> {
            step.run();
            return true;
        });
    }

    private static <T> T attempt(Supplier<T> step) {
        try {
            return step.get();
        } catch (CgroupException | SyscallException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }
}
