package io.agentropic.fence;

import io.agentropic.cgroup.AgentCgroup;
import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.BlockDevice;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.plan.LimitPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How limits are planned for one agent and put on its control group.
 *
 * @param request whose group it is; its own limits are not looked at
 * @param group where they are put
 * @param connections counts sockets where the kernel can
 * @param share of the processors; stays as it is when limits change
 * @param disks where I/O limits hold
 * @param planner decides what holds each limit, and refuses what nothing holds under strict enforcement
 */
record GroupLimits(
        FenceRequest request,
        AgentCgroup group,
        ConnectionHold connections,
        CpuShare share,
        BackingDisks disks,
        Function<ResourceLimits, LimitPlan> planner) {

    LimitPlan plan(ResourceLimits limits) {
        return planner.apply(limits);
    }

    /** Puts the limits on the group, which is still empty; answers what holds, by the limit's name. */
    Map<String, Number> begin(LimitPlan plan, ResourceLimits limits) {
        Map<String, Number> effective = new HashMap<>(set(limits));
        Integer most = limits.connections();
        if (most != null && plan.countsSockets()) {
            effective.putAll(connections.begin(most));
        }
        return Map.copyOf(effective);
    }

    /**
     * Puts other limits on the group while it is in use; answers what holds, by the limit's name.
     *
     * @throws io.agentropic.limits.LimitRefusedException when more connections are open, or they were not counted; that
     *     limit alone is then as it was
     */
    Map<String, Number> change(LimitPlan plan, ResourceLimits limits) {
        Map<String, Number> effective = new HashMap<>(set(limits));
        if (plan.countsSockets()) {
            effective.putAll(connections.change(limits.connections()));
        }
        return effective;
    }

    /** Gives the group this share beside these limits, while it is in use. */
    void share(int weight, @Nullable Double most, ResourceLimits limits) {
        share.set(weight, most);
        group.share(weight, share.cores(limits));
    }

    /** Sets what control files hold; answers what was read back, by the limit's name. */
    private Map<String, Number> set(ResourceLimits limits) {
        List<BlockDevice> found = disks instanceof BackingDisks.Found(List<BlockDevice> some) ? some : List.of();
        Map<String, Number> effective = group.limit(limits, share.weight(), found, request.oomPolicy());
        if (share.narrows(limits)) {
            group.share(share.weight(), share.cores(limits));
        }
        return effective;
    }
}
