package io.agentropic.cgroup;

import java.time.Duration;
import java.util.Optional;

/**
 * What the kernel has counted for a group and the groups below it.
 *
 * @param cpuTime user and system time
 * @param throttledTime how long {@code cpu.max} held it back
 * @param throttledPeriods in how many periods it did
 * @param memoryBytes charged now; empty without the memory controller
 * @param peakMemoryBytes charged at most; empty without the memory controller, or before Linux 5.19
 * @param tasks processes and threads; empty without the pids controller
 * @param oomKills processes killed for lack of memory
 * @param forksRefused forks and threads that {@code pids.max} refused
 */
public record CgroupUsage(
        Duration cpuTime,
        Duration throttledTime,
        long throttledPeriods,
        Optional<Long> memoryBytes,
        Optional<Long> peakMemoryBytes,
        Optional<Long> tasks,
        long oomKills,
        long forksRefused) {}
