package io.agentropic.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Takes snapshots of the process table, with the marker that each process carries in its environment. Thread-safe. */
public final class ProcessScanner {

    private static final long RECENT_NANOS = 100_000_000;

    private final ProcessTable table;
    private final String markerVariable;
    private final LongSupplier nanoTime;
    private Map<ProcessKey, String> markers = Map.of();
    private Optional<ProcessSnapshot> last = Optional.empty();
    private long takenAt;

    /** Looks for the environment variable {@code markerVariable} in processes of {@code table}. */
    public ProcessScanner(ProcessTable table, String markerVariable) {
        this(table, markerVariable, System::nanoTime);
    }

    ProcessScanner(ProcessTable table, String markerVariable, LongSupplier nanoTime) {
        this.table = table;
        this.markerVariable = markerVariable;
        this.nanoTime = nanoTime;
    }

    /** The process table now or up to 100 ms ago: for counting, where a scan for each agent would cost too much. */
    public synchronized ProcessSnapshot recent() {
        boolean fresh = nanoTime.getAsLong() - takenAt < RECENT_NANOS;
        return last.filter(_ -> fresh).orElseGet(this::snapshot);
    }

    /** The process table now. An environment is read once in a process's life. */
    public synchronized ProcessSnapshot snapshot() {
        List<ProcessStat> processes = table.list();
        var current = new HashMap<ProcessKey, String>();
        for (ProcessStat stat : processes) {
            ProcessKey key = ProcessKey.of(stat);
            String seen = markers.get(key);
            current.put(
                    key,
                    seen != null
                            ? seen
                            : table.environment(stat.pid(), markerVariable).orElse(""));
        }
        markers = current;
        takenAt = nanoTime.getAsLong();
        var snapshot = new ProcessSnapshot(processes, current);
        last = Optional.of(snapshot);
        return snapshot;
    }
}
