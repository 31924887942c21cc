package io.agentropic.host;

import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.CgroupTree;
import io.agentropic.fence.Connections;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.namespace.CommandSearch;
import io.agentropic.namespace.NamespaceIsolation;
import io.agentropic.namespace.Tool;
import io.agentropic.plan.AgentUsers;
import io.agentropic.plan.Holding;
import io.agentropic.plan.Holding.Shortfall;
import io.agentropic.plan.HostMeans;
import io.agentropic.plan.LevelMeans;
import io.agentropic.plan.LimitPlan;
import io.agentropic.plan.PlannedLimit;
import io.agentropic.sandbox.UidRange;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.CurrentProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Finds out what this host can enforce for this user. */
public final class HostProbe {

    /** One of each, within every range: what matters is what would hold them. */
    private static final ResourceLimits ONE_OF_EACH = ResourceLimits.builder()
            .memory(DataSize.mebibytes(256))
            .memoryHigh(DataSize.mebibytes(192))
            .cpu(0.5)
            .cpuWeight(100)
            .openFiles(64)
            .processes(64)
            .connections(10)
            .ioRead(DataSize.mebibytes(10))
            .ioWrite(DataSize.mebibytes(10))
            .fileSize(DataSize.gibibytes(1))
            .build();

    private HostProbe() {}

    /** As {@link #probe(Function)}, without a look for a container runtime. */
    public static HostReport probe() {
        return probe(_ -> new Tool.Refused("none was looked for", "Ask 'doctor'"));
    }

    /**
     * Looks, and tries what only trying tells: makes a control group where an agent's would be, and namespaces. What it
     * makes and moves it puts back before it returns.
     *
     * @param containerRuntime finds a container runtime, given what else the host offers
     * @throws io.agentropic.syscall.UnsupportedHostException on anything but Linux on x86_64 or aarch64
     * @throws io.agentropic.cgroup.CgroupException when the kernel allows a control group but not its removal
     */
    public static HostReport probe(Function<LevelMeans, Tool> containerRuntime) {
        String arch = Architecture.host().toString();
        String runId = Long.toHexString(RandomGenerator.getDefault().nextLong());
        CgroupAccess access = CgroupTree.open(runId);
        try {
            BackingDisks disks = BackingDisks.of(List.of(Path.of("").toAbsolutePath()));
            List<LimitCapability> limits =
                    limits(LimitPlan.of(ONE_OF_EACH, HostMeans.of(access, disks, Connections.means(access))));
            String kernel = System.getProperty("os.version");
            LevelMeans means = LevelMeans.of(UidRange.DEFAULT, access instanceof CgroupAccess.Available)
                    .withAddressRules(Connections.holdAddresses(access));
            Tool bubblewrap = NamespaceIsolation.find(CommandSearch.ownPath(), AgentUsers.anyOf(means.users()));
            List<LevelCapability> levels =
                    Levels.of(limits, grip(access), means, bubblewrap, containerRuntime.apply(means));
            return new HostReport(kernel, arch, user(), describe(access), limits, levels);
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
            case Holding.ControlFile _, Holding.ProcessLimit _, Holding.SocketTable _, Holding.SocketNotice _ ->
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
