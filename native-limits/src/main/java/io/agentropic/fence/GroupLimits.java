package io.agentropic.fence;

import io.agentropic.cgroup.AgentCgroup;
import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.BlockDevice;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.plan.LimitPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How limits are planned for one agent and put on its control group.
 *
 * @param request whose group it is; its own limits are not looked at
 * @param group where they are put
 * @param disks where I/O limits hold
 * @param planner decides what holds each limit, and refuses what nothing holds under strict enforcement
 */
record GroupLimits(
        FenceRequest request, AgentCgroup group, BackingDisks disks, Function<ResourceLimits, LimitPlan> planner) {

    LimitPlan plan(ResourceLimits limits) {
        return planner.apply(limits);
    }

    /** Sets what control files hold; answers what was read back, by the limit's name. */
    Map<String, Number> set(ResourceLimits limits) {
        List<BlockDevice> found = disks instanceof BackingDisks.Found(List<BlockDevice> some) ? some : List.of();
        return group.limit(limits, request.cpuWeight(), found, request.oomPolicy());
    }
}
