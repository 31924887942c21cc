package io.agentropic.fence;

import io.agentropic.bpf.NetworkGuard;
import io.agentropic.cgroup.AgentCgroup;
import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.CgroupException;
import io.agentropic.cgroup.CgroupTree;
import io.agentropic.cgroup.Controller;
import io.agentropic.cgroup.Missing;
import io.agentropic.cgroup.SharedWeight;
import io.agentropic.cgroup.TreeRecord;
import io.agentropic.limits.Enforcement;
import io.agentropic.plan.ConnectionMeans;
import io.agentropic.plan.HostMeans;
import io.agentropic.plan.LimitPlan;
import io.agentropic.process.ProcessScanner;
import io.agentropic.process.ProcessSnapshot;
import io.agentropic.process.ProcessStat;
import io.agentropic.process.ProcessTable;
import io.agentropic.process.ProcessTree;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.CurrentProcess;
import io.agentropic.syscall.SyscallException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds fences with what this host has: control groups where a version 2 tree is writable, process trees elsewhere. One
 * per supervisor run; any thread may prepare fences.
 */
public final class Fences implements Fencing {

    /** The environment variable that marks each process of an agent; its value is {@link #marker}. */
    public static final String MARKER_VARIABLE = "AGENTROPIC_AGENT";

    private final String runId;
    private final CgroupAccess cgroups;
    private final int swept;
    private final @Nullable TreeRecord record;
    private final ProcessTable table = ProcessTable.LIVE;
    private final ProcessScanner scanner;
    private final MemoryMonitor monitor;
    private final ProcessMetrics metrics = new ProcessMetrics();
    private final long pageBytes = CurrentProcess.pageBytes();

    private final Supplier<ConnectionMeans> connections;

    private Fences(String runId, CgroupAccess cgroups, ProcessScanner scanner, int swept, @Nullable TreeRecord record) {
        this.runId = runId;
        this.cgroups = cgroups;
        this.scanner = scanner;
        this.swept = swept;
        this.record = record;
        this.connections = Once.of(() -> Connections.means(cgroups));
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

    /**
     * As {@link #open(String)}; an earlier supervisor that was started in another control group is found by {@code record}.
     */
    public static Fences open(String runId, TreeRecord record) {
        Architecture.host();
        return open(runId, cgroups(runId), record);
    }

    static Fences open(String runId, CgroupAccess cgroups) {
        return open(runId, cgroups, null);
    }

    private static Fences open(String runId, CgroupAccess cgroups, @Nullable TreeRecord record) {
        var scanner = new ProcessScanner(ProcessTable.LIVE, MARKER_VARIABLE);
        int sweptGroups = cgroups instanceof CgroupAccess.Available(CgroupTree tree) ? tree.swept() : 0;
        int sweptTrees = MarkedLeftovers.end(scanner, runId + "/");
        try {
            int sweptElsewhere = record == null ? 0 : record.replace(runId, cgroups);
            return new Fences(runId, cgroups, scanner, sweptGroups + sweptTrees + sweptElsewhere, record);
        } catch (CgroupException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
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

    /** Whether control groups keep together all that an agent starts. */
    public boolean haveControlGroups() {
        return cgroups instanceof CgroupAccess.Available;
    }

    @Override
    public String marker(FenceRequest request) {
        return runId + "/" + request.agent() + "/" + request.incarnation();
    }

    @Override
    public Fence prepare(FenceRequest request) {
        plan(request);
        return switch (cgroups) {
            case CgroupAccess.Available(CgroupTree tree) -> inGroup(tree, request);
            case CgroupAccess.Unavailable _ -> aroundTree(request);
        };
    }

    @Override
    public Optional<Duration> cpuTime() {
        return switch (cgroups) {
            case CgroupAccess.Available(CgroupTree tree) -> tree.cpuTime();
            case CgroupAccess.Unavailable _ -> Optional.empty();
        };
    }

    @Override
    public Optional<Missing> withoutProcessorShares() {
        return cgroups.controllers().contains(Controller.CPU)
                ? Optional.empty()
                : Optional.of(cgroups.missing(Controller.CPU));
    }

    @Override
    public void requireEnforceable(FenceRequest request) {
        plan(request);
    }

    private static BackingDisks disks(FenceRequest request) {
        boolean asked = request.limits().ioRead() != null || request.limits().ioWrite() != null;
        return asked ? BackingDisks.of(request.writablePaths()) : new BackingDisks.None("no I/O limit is asked for");
    }

    private ConnectionMeans connections(FenceRequest request) {
        if (request.limits().connections() == null) {
            return new ConnectionMeans.None("no limit is asked for", "None");
        }
        return request.confined() ? Connections.ofConfined(connections.get()) : connections.get();
    }

    private LimitPlan plan(FenceRequest request) {
        HostMeans means = HostMeans.of(cgroups, disks(request), connections(request));
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
        try {
            if (cgroups instanceof CgroupAccess.Available(CgroupTree tree)) {
                tree.close();
            }
            if (record != null) {
                record.forget();
            }
        } catch (CgroupException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }

    private Fence inGroup(CgroupTree tree, FenceRequest request) {
        try {
            AgentCgroup group = tree.create(request.agent(), request.incarnation(), shared(request.place()));
            var memory = new GroupMemory(
                    group,
                    table,
                    pageBytes,
                    monitor,
                    limit -> new MemoryWatch(limit, pageBytes, snapshot -> inside(group, snapshot), group::kill));
            return fenceOf(group, request, memory);
        } catch (CgroupException | SyscallException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<SharedWeight> shared(CpuPlace place) {
        return Optional.ofNullable(place.group()).map(group -> new SharedWeight(group, place.groupWeight()));
    }

    private Fence fenceOf(AgentCgroup group, FenceRequest request, GroupMemory memory) {
        BackingDisks disks = disks(request);
        var sockets = new ConnectionHold(group.directory());
        Optional<SocketAsking> asking = asking(request, group::processes);
        var limits = new GroupLimits(
                request,
                group,
                sockets,
                new CpuShare(request.cpuWeight()),
                disks,
                others -> plan(request.withLimits(others)));
        try {
            Addresses.rules(request).ifPresent(rules -> NetworkGuard.attach(group.directory(), rules));
            return new CgroupFence(request, group, limits, memory, asking);
        } catch (CgroupException | SyscallException | FenceException e) {
            sockets.close();
            group.close();
            throw e;
        }
    }

    private Optional<SocketAsking> asking(FenceRequest request, Supplier<? extends Collection<Long>> processes) {
        Integer most = request.limits().connections();
        return most != null && plan(request).asksForSockets()
                ? Optional.of(new SocketAsking(request.agent(), most, processes))
                : Optional.empty();
    }

    /** Whether an agent's connections can be held to addresses here. */
    public boolean holdsAddresses() {
        return Connections.holdAddresses(cgroups);
    }

    private Fence aroundTree(FenceRequest request) {
        if (Addresses.rules(request).isPresent()) {
            throw new FenceException("without a control group nothing holds 'network: "
                    + request.network().word() + "' to addresses");
        }
        var tree = new ProcessTree(table, scanner, marker(request));
        return new TreeFence(
                request,
                limits -> plan(request.withLimits(limits)),
                limit -> new MemoryWatch(limit, pageBytes, tree::membersIn, tree::killAll),
                tree,
                scanner,
                metrics,
                monitor,
                asking(request, FilteredProcesses::ids));
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
