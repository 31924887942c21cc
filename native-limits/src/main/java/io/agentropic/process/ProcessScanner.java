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
    private Map<Image, String> markers = Map.of();
    private Optional<ProcessSnapshot> last = Optional.empty();
    private long takenAt;

    /** A process while it executes one program; exec(2) changes the command, and may change the environment. */
    private record Image(ProcessKey process, String command) {}

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

    /** The process table now. An environment is read once for each program that a process executes. */
    public synchronized ProcessSnapshot snapshot() {
        List<ProcessStat> processes = table.list();
        var current = new HashMap<Image, String>();
        var byProcess = new HashMap<ProcessKey, String>();
        for (ProcessStat stat : processes) {
            Image image = new Image(ProcessKey.of(stat), stat.command());
            String seen = markers.get(image);
            String marker = seen != null
                    ? seen
                    : table.environment(stat.pid(), markerVariable).orElse("");
            current.put(image, marker);
            byProcess.put(image.process(), marker);
        }
        markers = current;
        takenAt = nanoTime.getAsLong();
        var snapshot = new ProcessSnapshot(processes, byProcess);
        last = Optional.of(snapshot);
        return snapshot;
    }
}
