package io.agentropic.fence;

/**
 * What was counted against one incarnation, for its exit report.
 *
 * @param oomKills processes killed by the kernel for the memory limit ({@code memory.events oom_kill})
 * @param processesRefused times a fork or thread was refused by the process limit ({@code pids.events max})
 * @param throttledPeriods scheduling periods cut short by the CPU limit ({@code cpu.stat nr_throttled})
 * @param monitorVerdict why the memory monitor killed it, where no memory controller does; empty otherwise
 * @param usage the last usage read
 */
public record Evidence(
        long oomKills, long processesRefused, long throttledPeriods, String monitorVerdict, ResourceUsage usage) {

    /** Of an incarnation that never had a process. */
    public static final Evidence NONE = new Evidence(0, 0, 0, "", ResourceUsage.NONE);
}
