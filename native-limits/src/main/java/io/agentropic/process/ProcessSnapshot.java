package io.agentropic.process;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The process table of one moment, by what ties processes together. */
public final class ProcessSnapshot {

    private final Map<Long, ProcessStat> byPid = new HashMap<>();
    private final Map<Long, List<ProcessStat>> byParent;
    private final Map<Long, List<ProcessStat>> bySession;
    private final Map<String, List<ProcessStat>> byMarker;

    ProcessSnapshot(List<ProcessStat> processes, Map<ProcessKey, String> markers) {
        processes.forEach(stat -> byPid.put(stat.pid(), stat));
        byParent = processes.stream().collect(groupingBy(ProcessStat::parent));
        bySession = processes.stream().collect(groupingBy(ProcessStat::session));
        byMarker = processes.stream().collect(groupingBy(stat -> markers.getOrDefault(ProcessKey.of(stat), "")));
    }

    /** Those of {@code pids} that there are. */
    public List<ProcessStat> withPids(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> Optional.ofNullable(byPid.get(pid)).stream())
                .toList();
    }

    Optional<ProcessStat> find(ProcessKey key) {
        return Optional.ofNullable(byPid.get(key.pid())).filter(stat -> stat.startTicks() == key.startTicks());
    }

    List<ProcessStat> childrenOf(ProcessStat parent) {
        return byParent.getOrDefault(parent.pid(), List.of());
    }

    List<ProcessStat> inSession(long session) {
        return bySession.getOrDefault(session, List.of());
    }

    List<ProcessStat> marked(String marker) {
        return byMarker.getOrDefault(marker, List.of());
    }

    /** Every marker that some process carries and that begins with {@code prefix}. */
    public List<String> markersBeginningWith(String prefix) {
        return byMarker.keySet().stream()
                .filter(marker -> marker.startsWith(prefix))
                .sorted()
                .toList();
    }
}
