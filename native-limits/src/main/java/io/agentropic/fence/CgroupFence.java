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
import io.agentropic.syscall.SyscallException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A fence made of a control group, with whatever controllers it has. */
final class CgroupFence implements Fence {

    static final String MECHANISM = "cgroup";

    private final AgentCgroup group;
    private final GroupMemory memory;
    private final GroupLimits groupLimits;

    private Optional<MainProcess> main = Optional.empty();
    private ResourceLimits wanted;
    /** Replaced as a whole: any thread asks for {@link #limits}. */
    private volatile Held held;

    /** What holds, and what was read back of it by the limit's name. */
    private record Held(LimitPlan plan, Map<String, Number> effective) {}

    /** The fence of {@code group}, in which the limits of {@code request} are put at once. */
    CgroupFence(FenceRequest request, AgentCgroup group, GroupLimits groupLimits, GroupMemory memory) {
        this.wanted = request.limits();
        this.group = group;
        this.memory = memory;
        this.groupLimits = groupLimits;
        this.held = new Held(groupLimits.plan(wanted), Map.copyOf(groupLimits.set(wanted)));
    }

    @Override
    public void enclose(long pid) {
        main = Optional.of(MainProcess.of(pid));
        attempt(() -> group.join(pid));
        held = new Held(
                held.plan(),
                both(held.effective(), MainProcess.limit(pid, held.plan().limits())));
        watchMemory();
    }

    private void watchMemory() {
        Optional.ofNullable(wanted.memory())
                .filter(_ -> held.plan().needsWatching())
                .ifPresent(memory::watchFor);
    }

    @Override
    public List<LimitReport> limits() {
        Held now = held;
        return LimitReports.of(now.plan().limits(), now.effective());
    }

    @Override
    public void update(ResourceLimits limits) {
        LimitPlan plan = groupLimits.plan(limits);
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

    /** First what may be refused for want of a right, then memory, which may be refused for what is in use. */
    private Held replaced(Held from, LimitPlan to, ResourceLimits limits) {
        Map<String, Number> ofProcesses = new HashMap<>(from.effective());
        if (main.isPresent() && Relimit.changesProcessLimits(from.plan(), to)) {
            ofProcesses.putAll(Relimit.limitProcesses(main.get().pid(), group.processes(), to));
        }
        makeRoom(limits);
        Map<String, Number> ofGroup = groupLimits.set(limits);
        if (group.limitsMemory()) {
            group.endThrottle(limits.memoryHigh());
        }
        return new Held(to, both(ofProcesses, ofGroup));
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
    public String mechanism() {
        return MECHANISM;
    }

    @Override
    public void close() {
        memory.stopWatching();
        attempt(group::close);
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
