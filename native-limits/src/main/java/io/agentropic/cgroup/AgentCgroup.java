package io.agentropic.cgroup;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.OomPolicy;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.process.Polling;
import io.agentropic.syscall.CurrentProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The control group of one incarnation. Owned by one thread, apart from reading {@link #usage} and {@link #processes}. */
public final class AgentCgroup implements AutoCloseable {

    private final ControlGroup group;
    private final Set<Controller> controllers;
    private final Runnable afterwards;

    /** {@code afterwards} follows when it was removed. */
    AgentCgroup(ControlGroup group, Set<Controller> controllers, Runnable afterwards) {
        this.group = group;
        this.controllers = controllers;
        this.afterwards = afterwards;
    }

    /** Where it is. */
    public Path directory() {
        return group.directory();
    }

    /**
     * Sets those limits whose controller is there and reads each back.
     *
     * @return the effective value of each limit that is now held, by its name
     * @throws CgroupException when one is refused or reads back differently
     */
    public Map<String, Number> limit(
            ResourceLimits limits, int cpuWeight, List<BlockDevice> disks, OomPolicy oomPolicy) {
        var effective = new HashMap<String, Number>();
        for (Setting setting : CgroupSettings.of(limits, cpuWeight, disks, controllers, CurrentProcess.pageBytes())) {
            set(setting);
            effective.put(setting.resource(), setting.effective());
        }
        if (effective.containsKey("memory")) {
            forbidSwap();
            String all = oomPolicy == OomPolicy.KILL ? "1" : "0";
            set(new Setting("memory", "memory.oom.group", all, all, Integer.parseInt(all)));
        }
        return effective;
    }

    /**
     * Gives it this share of the processors, where there is the controller for it, and reads it back.
     *
     * @param weight against its siblings, 1 to 10000
     * @param cores at most; {@code null} for any
     * @throws CgroupException when it is refused or reads back differently
     */
    public void share(int weight, @Nullable Double cores) {
        if (controllers.contains(Controller.CPU)) {
            CgroupSettings.share(weight, cores).forEach(this::set);
        }
    }

    /** What its processes have used, ended ones too; one small file is read. */
    public Duration cpuTime() {
        return group.cpuTime().orElse(Duration.ZERO);
    }

    /**
     * Has the kernel reclaim memory until the group uses no more than {@code limit}, and slow it down from there on, so
     * that a lower {@code memory.max} kills nobody. {@link #limit} is to follow, then {@link #endThrottle}.
     *
     * @return what the group uses all the same, in bytes
     */
    public long throttleMemory(DataSize limit) {
        group.write("memory.high", Long.toString(limit.bytes()));
        return number("memory.current").orElse(0L);
    }

    /** Takes back {@link #throttleMemory}; {@code high} is where the group is to be slowed down, {@code null} nowhere. */
    public void endThrottle(@Nullable DataSize high) {
        group.write("memory.high", high == null ? "max" : Long.toString(high.bytes()));
    }

    /** Whether its memory is limited by the kernel. */
    public boolean limitsMemory() {
        return controllers.contains(Controller.MEMORY);
    }

    /**
     * Moves the process into the group and confirms it.
     *
     * @throws CgroupException when the kernel refuses, or shows it elsewhere afterwards
     */
    public void join(long pid) {
        if (group.readIfPresent("cgroup.freeze").filter("1"::equals).isPresent()) {
            throw new CgroupException(group.directory() + " is frozen; process " + pid + " could not start in it");
        }
        group.write("cgroup.procs", Long.toString(pid));
        if (!group.processes().contains(pid)) {
            throw new CgroupException("process " + pid + " was moved to " + group.directory() + " but is not there");
        }
    }

    /**
     * Passes when the process is in the group and the group is not frozen.
     *
     * @throws CgroupException when it is elsewhere, or frozen
     */
    public void requireRunning(long pid) {
        if (!group.processes().contains(pid)) {
            throw new CgroupException("process " + pid + " is not in " + group.directory() + " any more");
        }
        if (group.readKeyed("cgroup.events").isSet("frozen")) {
            throw new CgroupException(group.directory() + " is frozen");
        }
    }

    /** The processes in it and in groups that they made below it. */
    public List<Long> processes() {
        return group.allProcesses();
    }

    /** What they use, as far as this kernel counts it for the group. */
    public CgroupUsage usage() {
        FlatKeyed cpu = group.readKeyed("cpu.stat");
        return new CgroupUsage(
                Duration.ofNanos(cpu.get("usage_usec") * 1_000),
                Duration.ofNanos(cpu.get("throttled_usec") * 1_000),
                cpu.get("nr_throttled"),
                number("memory.current"),
                number("memory.peak"),
                number("pids.current"),
                group.readKeyed("memory.events").get("oom_kill"),
                group.readKeyed("pids.events").get("max"));
    }

    /** What holds them up, as far as this kernel counts it for the group. */
    public Strain strain() {
        FlatKeyed cpu = group.readKeyed("cpu.stat");
        FlatKeyed memory = group.readKeyed("memory.events");
        return new Strain(
                Duration.ofNanos(cpu.get("throttled_usec") * 1_000),
                cpu.get("nr_periods"),
                cpu.get("nr_throttled"),
                memory.get("high"),
                memory.get("max"),
                pressure("cpu.pressure"),
                pressure("memory.pressure"),
                group.readKeyed("cgroup.events").isSet("frozen"));
    }

    /** Stops every task; whether the kernel confirmed it in time. */
    public boolean freeze(Duration timeout) {
        return GroupSignals.freeze(group, timeout);
    }

    /** Lets every task run; whether the kernel confirmed it in time. */
    public boolean thaw(Duration timeout) {
        return GroupSignals.thaw(group, timeout);
    }

    /** Has every task stop, or run, without waiting until they do. */
    public void order(boolean still) {
        group.write("cgroup.freeze", still ? "1" : "0");
    }

    /** Kills every process, frozen ones too. */
    public void kill() {
        GroupSignals.killAll(group);
    }

    /** Whether no process was left within {@code timeout}. */
    public boolean awaitEmpty(Duration timeout) throws InterruptedException {
        return Polling.awaitFact(() -> GroupSignals.isEmpty(group), timeout);
    }

    /**
     * Removes it with everything below. Idempotent.
     *
     * @throws CgroupException when a process is still inside
     */
    @Override
    public void close() {
        group.removeTree();
        afterwards.run();
    }

    private void set(Setting setting) {
        group.write(setting.file(), setting.value());
        String readBack = group.read(setting.file());
        if (!setting.heldBy(readBack)) {
            throw new CgroupException("write(" + group.directory().resolve(setting.file()) + ", " + setting.value()
                    + ") was accepted, but reads back as '" + readBack + "'");
        }
    }

    /** Without the file the kernel does not account for swap: then there must be none, or the limit would not hold. */
    private void forbidSwap() {
        if (group.has("memory.swap.max")) {
            set(new Setting("memory", "memory.swap.max", "0", "0", 0));
        } else if (Swap.isOn()) {
            throw new CgroupException(
                    "swap is on and " + group.directory().resolve("memory.swap.max") + " does not exist: memory would"
                            + " be moved there instead of being limited; switch swap off or boot with swapaccount=1");
        }
    }

    /** A kernel with PSI switched off has the file and refuses to read it. */
    private @Nullable Double pressure(String file) {
        try {
            return group.readIfPresent(file).map(Pressure::someInLastMinute).orElse(null);
        } catch (CgroupException switchedOff) {
            return null;
        }
    }

    private Optional<Long> number(String file) {
        return group.readIfPresent(file).map(Long::valueOf);
    }
}
