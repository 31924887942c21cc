package io.agentropic.host;

import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.CgroupTree;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.plan.Holding;
import io.agentropic.plan.Holding.Shortfall;
import io.agentropic.plan.HostMeans;
import io.agentropic.plan.LimitPlan;
import io.agentropic.plan.PlannedLimit;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.CurrentProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** Finds out what this host can enforce for this user. */
public final class HostProbe {

    /** One of each, within every range: what matters is what would hold them. */
    private static final ResourceLimits ONE_OF_EACH = ResourceLimits.builder()
            .memory(DataSize.mebibytes(256))
            .memoryHigh(DataSize.mebibytes(192))
            .cpu(0.5)
            .openFiles(64)
            .processes(64)
            .connections(10)
            .ioRead(DataSize.mebibytes(10))
            .ioWrite(DataSize.mebibytes(10))
            .fileSize(DataSize.gibibytes(1))
            .build();

    private HostProbe() {}

    /**
     * Looks, and tries what only trying tells: makes a control group where an agent's would be. What it makes and moves it
     * puts back before it returns.
     *
     * @throws io.agentropic.syscall.UnsupportedHostException on anything but Linux on x86_64 or aarch64
     * @throws io.agentropic.cgroup.CgroupException when the kernel allows a control group but not its removal
     */
    public static HostReport probe() {
        String arch = Architecture.host().toString();
        String runId = Long.toHexString(RandomGenerator.getDefault().nextLong());
        CgroupAccess access = CgroupTree.open(runId);
        try {
            BackingDisks disks = BackingDisks.of(List.of(Path.of("").toAbsolutePath()));
            List<LimitCapability> limits = limits(LimitPlan.of(ONE_OF_EACH, HostMeans.of(access, disks)));
            String kernel = System.getProperty("os.version");
            return new HostReport(kernel, arch, user(), describe(access), limits, Levels.of(limits, grip(access)));
        } finally {
            if (access instanceof CgroupAccess.Available(CgroupTree tree)) {
                tree.close();
            }
        }
    }

    static List<LimitCapability> limits(LimitPlan plan) {
        return plan.limits().stream().map(HostProbe::capability).toList();
    }

    private static LimitCapability capability(PlannedLimit limit) {
        return switch (limit.holding()) {
            case Holding.ControlFile _, Holding.ProcessLimit _ ->
                new LimitCapability(limit.resource(), true, limit.holding().mechanism(), "", "");
            case Holding.Watching(Shortfall why) -> notEnforceable(limit, why);
            case Holding.Nothing(Shortfall why) -> notEnforceable(limit, why);
        };
    }

    private static LimitCapability notEnforceable(PlannedLimit limit, Shortfall why) {
        return new LimitCapability(
                limit.resource(),
                false,
                limit.holding().mechanism(),
                "it needs " + why.mechanism() + ", but " + why.reason(),
                why.remedy());
    }

    private static String describe(CgroupAccess access) {
        return switch (access) {
            case CgroupAccess.Available(CgroupTree tree) ->
                "version 2 at " + tree.directory().getParent() + ": freeze, kill and "
                        + (tree.controllers().isEmpty() ? "no controllers" : "controllers " + tree.controllers());
            case CgroupAccess.Unavailable(var why) -> "none: " + why.reason();
        };
    }

    private static String grip(CgroupAccess access) {
        return switch (access) {
            case CgroupAccess.Available _ -> "cgroup freeze and kill";
            case CgroupAccess.Unavailable _ -> "signals to the process tree";
        };
    }

    private static String user() {
        int uid = CurrentProcess.effectiveUser();
        return uid == 0 ? "root" : "uid " + uid;
    }
}
