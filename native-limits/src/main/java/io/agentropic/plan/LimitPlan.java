package io.agentropic.plan;

import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.Controller;
import io.agentropic.cgroup.Missing;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.plan.Holding.Shortfall;
import io.agentropic.syscall.Rlimit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides for each requested limit what holds it, given what the host offers. */
public final class LimitPlan {

    private static final String OR_BEST_EFFORT = " Or set 'enforcement: best-effort' to start without it";

    private final HostMeans means;
    private final List<PlannedLimit> limits = new ArrayList<>();

    private LimitPlan(HostMeans means) {
        this.means = means;
    }

    /** The requested ones of {@code limits}, in the order of {@link ResourceLimits}. */
    public static LimitPlan of(ResourceLimits limits, HostMeans means) {
        var plan = new LimitPlan(means);
        plan.add("memory", bytes(limits.memory()), _ -> plan.memory());
        plan.add("memoryHigh", bytes(limits.memoryHigh()), _ -> plan.group(Controller.MEMORY, "memory.high"));
        plan.add("cpu", limits.cpu(), _ -> plan.group(Controller.CPU, "cpu.max"));
        plan.add("cpuWeight", limits.cpuWeight(), _ -> plan.group(Controller.CPU, "cpu.weight"));
        plan.add("openFiles", limits.openFiles(), value -> plan.rlimit(Rlimit.NOFILE, value, means.hardOpenFiles()));
        plan.add("processes", limits.processes(), _ -> plan.processes());
        plan.add("connections", limits.connections(), _ -> plan.connections());
        plan.add("ioRead", bytes(limits.ioRead()), _ -> plan.io());
        plan.add("ioWrite", bytes(limits.ioWrite()), _ -> plan.io());
        plan.add("fileSize", bytes(limits.fileSize()), value -> plan.rlimit(Rlimit.FSIZE, value, means.hardFileSize()));
        return plan;
    }

    /** Each requested limit with what holds it. */
    public List<PlannedLimit> limits() {
        return List.copyOf(limits);
    }

    /** Whether the kernel keeps a table of live sockets. */
    public boolean countsSockets() {
        return limits.stream().anyMatch(limit -> limit.holding() instanceof Holding.SocketTable);
    }

    /** Whether the supervisor is asked for each socket. */
    public boolean asksForSockets() {
        return limits.stream().anyMatch(limit -> limit.holding() instanceof Holding.SocketNotice);
    }

    /** Whether the memory limit needs somebody to look. */
    public boolean needsWatching() {
        return limits.stream().anyMatch(limit -> limit.holding() instanceof Holding.Watching);
    }

    /**
     * Passes when every limit is held by the kernel.
     *
     * @throws LimitUnavailableException naming the first that is not, why, and the remedy
     */
    public void requireAllHeld() {
        for (PlannedLimit limit : limits) {
            switch (limit.holding()) {
                case Holding.ControlFile _, Holding.ProcessLimit _, Holding.SocketTable _, Holding.SocketNotice _ -> {}
                case Holding.Watching(Shortfall why) -> throw unavailable(limit, why);
                case Holding.Nothing(Shortfall why) -> throw unavailable(limit, why);
            }
        }
    }

    private static LimitUnavailableException unavailable(PlannedLimit limit, Shortfall why) {
        return new LimitUnavailableException(
                limit.resource(), why.mechanism(), why.reason(), why.remedy() + "." + OR_BEST_EFFORT);
    }

    private void add(String resource, @Nullable Number requested, Function<Number, Holding> decision) {
        if (requested != null) {
            limits.add(new PlannedLimit(resource, requested, decision.apply(requested)));
        }
    }

    private Holding memory() {
        return means.cgroups().controllers().contains(Controller.MEMORY)
                ? new Holding.ControlFile("memory.max")
                : new Holding.Watching(withoutController(Controller.MEMORY, "memory.max"));
    }

    private Holding group(Controller controller, String file) {
        return means.cgroups().controllers().contains(controller)
                ? new Holding.ControlFile(file)
                : new Holding.Nothing(withoutController(controller, file));
    }

    /** RLIMIT_NPROC is no substitute: it counts all processes of the user, and does not bind root. */
    private Holding processes() {
        return group(Controller.PIDS, "pids.max");
    }

    private Holding io() {
        return switch (means.disks()) {
            case BackingDisks.Found _ -> group(Controller.IO, "io.max");
            case BackingDisks.None(String reason)
            when means.cgroups().controllers().contains(Controller.IO) ->
                new Holding.Nothing(new Shortfall(
                        "a disk behind the agent's writable paths", reason, "Let it write to a disk or partition"));
            case BackingDisks.None _ -> group(Controller.IO, "io.max");
        };
    }

    private Holding rlimit(Rlimit rlimit, Number value, long hard) {
        boolean withinHard = hard == Rlimit.INFINITY || value.longValue() <= hard;
        return withinHard || means.mayRaiseHardLimits()
                ? new Holding.ProcessLimit(rlimit, value.longValue())
                : new Holding.Nothing(new Shortfall(
                        "RLIMIT_" + rlimit,
                        "the supervisor's own hard limit is " + hard + " and it may not raise it",
                        "Ask for " + hard + " or less, or start the supervisor with a higher hard limit"));
    }

    private Holding connections() {
        return switch (means.connections()) {
            case ConnectionMeans.KernelTable _ -> new Holding.SocketTable();
            case ConnectionMeans.Asking _ -> new Holding.SocketNotice();
            case ConnectionMeans.None(String reason, String remedy) ->
                new Holding.Nothing(new Shortfall(
                        "a cgroup-BPF table of live sockets or seccomp user notification", reason, remedy));
        };
    }

    private Shortfall withoutController(Controller controller, String file) {
        Missing missing = means.cgroups().missing(controller);
        return new Shortfall(
                "the cgroup v2 controller '" + controller + "' (" + file + ")", missing.reason(), missing.remedy());
    }

    private static @Nullable Long bytes(@Nullable DataSize size) {
        return size == null ? null : size.bytes();
    }
}
