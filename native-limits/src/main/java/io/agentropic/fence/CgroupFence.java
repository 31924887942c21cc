package io.agentropic.fence;

import io.agentropic.cgroup.AgentCgroup;
import io.agentropic.cgroup.CgroupException;
import io.agentropic.cgroup.CgroupUsage;
import io.agentropic.limits.LimitReport;
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

    private final LimitPlan plan;
    private final AgentCgroup group;
    private final GroupMemory memory;
    private final Map<String, Number> effective;

    private Optional<MainProcess> main = Optional.empty();

    /** The fence of {@code group}, in which the limits read back as {@code effective} hold already. */
    CgroupFence(LimitPlan plan, AgentCgroup group, Map<String, Number> effective, GroupMemory memory) {
        this.plan = plan;
        this.group = group;
        this.memory = memory;
        this.effective = new HashMap<>(effective);
    }

    @Override
    public void enclose(long pid) {
        main = Optional.of(MainProcess.of(pid));
        attempt(() -> group.join(pid));
        effective.putAll(MainProcess.limit(pid, plan.limits()));
        memory.startWatching();
    }

    @Override
    public List<LimitReport> limits() {
        return LimitReports.of(plan.limits(), effective);
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
