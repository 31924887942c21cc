package io.agentropic.fence;

import io.agentropic.cgroup.AgentCgroup;
import io.agentropic.cgroup.CgroupUsage;
import io.agentropic.limits.DataSize;
import io.agentropic.process.ProcessStat;
import io.agentropic.process.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The memory of a control group: as the kernel counts it where it does, else the resident memory of the processes inside,
 * watched where a limit was asked for.
 */
final class GroupMemory {

    private final AgentCgroup group;
    private final ProcessTable table;
    private final long pageBytes;
    private final MemoryMonitor monitor;
    private final Function<DataSize, MemoryWatch> watcher;
    private volatile Optional<MemoryWatch> watch = Optional.empty();
    private volatile long peakBytes;

    /** What is used at one moment. */
    record Reading(long currentBytes, long peakBytes, long tasks) {}

    GroupMemory(
            AgentCgroup group,
            ProcessTable table,
            long pageBytes,
            MemoryMonitor monitor,
            Function<DataSize, MemoryWatch> watcher) {
        this.group = group;
        this.table = table;
        this.pageBytes = pageBytes;
        this.monitor = monitor;
        this.watcher = watcher;
    }

    /** Watches from now on that the processes inside stay below {@code limit}. */
    void watchFor(DataSize limit) {
        if (watch.isPresent()) {
            watch.get().limit(limit);
        } else {
            MemoryWatch begun = watcher.apply(limit);
            watch = Optional.of(begun);
            monitor.watch(begun);
        }
    }

    void stopWatching() {
        watch.ifPresent(monitor::forget);
    }

    String verdict() {
        return watch.map(MemoryWatch::verdict).orElse("");
    }

    Reading read(CgroupUsage counted) {
        List<ProcessStat> inside =
                counted.memoryBytes().isPresent() && counted.tasks().isPresent() ? List.of() : processes();
        long current = counted.memoryBytes().orElseGet(() -> residentBytes(inside));
        long watched = watch.map(MemoryWatch::peakBytes).orElse(0L);
        peakBytes = Math.max(peakBytes, Math.max(current, watched));
        return new Reading(
                current,
                counted.peakMemoryBytes().orElse(peakBytes),
                counted.tasks()
                        .orElseGet(() ->
                                inside.stream().mapToLong(ProcessStat::threads).sum()));
    }

    private List<ProcessStat> processes() {
        return group.processes().stream()
                .flatMap(pid -> table.find(pid).stream())
                .toList();
    }

    private long residentBytes(List<ProcessStat> processes) {
        return processes.stream()
                .mapToLong(stat -> stat.residentPages() * pageBytes)
                .sum();
    }
}
