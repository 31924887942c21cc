package io.agentropic.fence;

import io.agentropic.cgroup.AgentCgroup;
import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.CgroupException;
import io.agentropic.cgroup.CgroupTree;
import io.agentropic.limits.Enforcement;
import io.agentropic.plan.HostMeans;
import io.agentropic.plan.LimitPlan;
import io.agentropic.process.ProcessScanner;
import io.agentropic.process.ProcessSnapshot;
import io.agentropic.process.ProcessStat;
import io.agentropic.process.ProcessTable;
import io.agentropic.process.ProcessTree;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.CurrentProcess;
import java.util.List;

/**
 * Builds fences with what this host has: control groups where a version 2 tree is writable, process trees elsewhere. One
 * per supervisor run; any thread may prepare fences.
 */
public final class Fences implements AutoCloseable {

    /** The environment variable that marks each process of an agent; its value is {@link #marker}. */
    public static final String MARKER_VARIABLE = "AGENTROPIC_AGENT";

    private final String runId;
    private final CgroupAccess cgroups;
    private final int swept;
    private final ProcessTable table = ProcessTable.LIVE;
    private final ProcessScanner scanner;
    private final MemoryMonitor monitor;
    private final ProcessMetrics metrics = new ProcessMetrics();
    private final long pageBytes = CurrentProcess.pageBytes();

    private Fences(String runId, CgroupAccess cgroups, ProcessScanner scanner, int swept) {
        this.runId = runId;
        this.cgroups = cgroups;
        this.scanner = scanner;
        this.swept = swept;
        this.monitor = new MemoryMonitor(scanner);
    }

    /**
     * Opens the fences of one run and ends what an earlier supervisor of the same run left behind.
     *
     * @param runId names the run directory: 1 to 32 lower-case hexadecimal digits
     * @throws FenceException when leftovers could not be ended
     * @throws io.agentropic.syscall.UnsupportedHostException on anything but Linux on x86_64 or aarch64
     */
    public static Fences open(String runId) {
        Architecture.host();
        return open(runId, cgroups(runId));
    }

    static Fences open(String runId, CgroupAccess cgroups) {
        var scanner = new ProcessScanner(ProcessTable.LIVE, MARKER_VARIABLE);
        int sweptGroups = cgroups instanceof CgroupAccess.Available(CgroupTree tree) ? tree.swept() : 0;
        int sweptTrees = MarkedLeftovers.end(scanner, runId + "/");
        return new Fences(runId, cgroups, scanner, sweptGroups + sweptTrees);
    }

    /** How many incarnations of an earlier supervisor {@link #open} found and ended. */
    public int swept() {
        return swept;
    }

    /** How processes are frozen and killed here: {@code cgroup} or {@code process tree}. */
    public String mechanism() {
        return switch (cgroups) {
            case CgroupAccess.Available _ -> CgroupFence.MECHANISM;
            case CgroupAccess.Unavailable _ -> TreeFence.MECHANISM;
        };
    }

    /** What the environment of each of its processes must carry under {@link #MARKER_VARIABLE}. */
    public String marker(FenceRequest request) {
        return runId + "/" + request.agent() + "/" + request.incarnation();
    }

    /**
     * Plans each limit and makes what has to exist before the child does.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement, when a limit cannot be held here;
     *     nothing is left behind
     * @throws FenceException when a step failed; nothing is left behind
     */
    public Fence prepare(FenceRequest request) {
        plan(request);
        return switch (cgroups) {
            case CgroupAccess.Available(CgroupTree tree) -> inGroup(tree, request);
            case CgroupAccess.Unavailable _ -> aroundTree(request);
        };
    }

    /**
     * Refuses a request that {@link #prepare} would refuse for its limits; makes nothing.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement, when a limit cannot be held here
     */
    public void requireEnforceable(FenceRequest request) {
        plan(request);
    }

    private static BackingDisks disks(FenceRequest request) {
        boolean asked = request.limits().ioRead() != null || request.limits().ioWrite() != null;
        return asked ? BackingDisks.of(request.writablePaths()) : new BackingDisks.None("no I/O limit is asked for");
    }

    private LimitPlan plan(FenceRequest request) {
        HostMeans means = HostMeans.of(cgroups, disks(request));
        LimitPlan plan = LimitPlan.of(request.limits(), means);
        if (request.enforcement() == Enforcement.STRICT) {
            plan.requireAllHeld();
        }
        return plan;
    }

    /** Ends what is left in control groups and removes what {@link #open} made. Idempotent; close every fence before. */
    @Override
    public void close() {
        monitor.close();
        metrics.close();
        if (cgroups instanceof CgroupAccess.Available(CgroupTree tree)) {
            try {
                tree.close();
            } catch (CgroupException e) {
                throw new FenceException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private Fence inGroup(CgroupTree tree, FenceRequest request) {
        try {
            AgentCgroup group = tree.create(request.agent(), request.incarnation());
            var memory = new GroupMemory(
                    group,
                    table,
                    pageBytes,
                    monitor,
                    limit -> new MemoryWatch(limit, pageBytes, snapshot -> inside(group, snapshot), group::kill));
            return fenceOf(group, request, memory);
        } catch (CgroupException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }

    private Fence fenceOf(AgentCgroup group, FenceRequest request, GroupMemory memory) {
        BackingDisks disks = disks(request);
        var limits = new GroupLimits(request, group, disks, others -> plan(request.withLimits(others)));
        try {
            return new CgroupFence(request, group, limits, memory);
        } catch (CgroupException e) {
            group.close();
            throw e;
        }
    }

    private Fence aroundTree(FenceRequest request) {
        var tree = new ProcessTree(table, scanner, marker(request));
        return new TreeFence(
                request.limits(),
                limits -> plan(request.withLimits(limits)),
                limit -> new MemoryWatch(limit, pageBytes, tree::membersIn, tree::killAll),
                tree,
                scanner,
                metrics,
                monitor);
    }

    private static List<ProcessStat> inside(AgentCgroup group, ProcessSnapshot snapshot) {
        return snapshot.withPids(group.processes());
    }

    private static CgroupAccess cgroups(String runId) {
        try {
            return CgroupTree.open(runId);
        } catch (CgroupException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }
}
