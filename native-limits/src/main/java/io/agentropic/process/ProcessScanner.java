package io.agentropic.process;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Takes snapshots of the process table, with the marker that each process carries in its environment. Thread-safe. */
public final class ProcessScanner {

    private static final long RECENT_NANOS = 100_000_000;
    private static final Duration LONGEST_EXEC = Duration.ofMillis(50);
    private static final Environment UNREADABLE = new Environment("\0");

    private final ProcessTable table;
    private final String markerVariable;
    private final LongSupplier nanoTime;
    private final Map<Image, String> markers = new HashMap<>();
    /** Those whose environment stayed empty for as long as an execve(2) may take: looked at, but not waited for again. */
    private final Set<Image> bare = new HashSet<>();

    private Optional<ProcessSnapshot> last = Optional.empty();
    private long takenAt;

    /** A process while it executes one program; exec(2) changes the command, and may change the environment. */
    private record Image(ProcessKey process, String command) {

        static Image of(ProcessStat stat) {
            return new Image(ProcessKey.of(stat), stat.command());
        }
    }

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

    /**
     * The process table now. An environment is read once for each program that a process executes; those amidst execve(2)
     * are waited for, since they show no environment then.
     */
    public synchronized ProcessSnapshot snapshot() {
        List<ProcessStat> processes = table.list();
        Set<Image> images = processes.stream().map(Image::of).collect(toSet());
        markers.keySet().retainAll(images);
        bare.retainAll(images);
        List<ProcessStat> unread = new ArrayList<>(processes);
        unread.removeIf(this::isKnown);
        Polling.awaitFactUninterrupted(
                () -> {
                    unread.removeIf(this::hasShownItself);
                    return unread.stream().map(Image::of).allMatch(bare::contains);
                },
                LONGEST_EXEC);
        unread.forEach(stat -> bare.add(Image.of(stat)));
        takenAt = nanoTime.getAsLong();
        var snapshot = new ProcessSnapshot(processes, markersOf(processes));
        last = Optional.of(snapshot);
        return snapshot;
    }

    private boolean isKnown(ProcessStat stat) {
        return stat.virtualBytes() == 0 || markers.containsKey(Image.of(stat));
    }

    /** Reads the marker, unless the environment is empty; one that is not ours to read holds none. */
    private boolean hasShownItself(ProcessStat stat) {
        Environment environment = table.environment(stat.pid()).orElse(UNREADABLE);
        if (environment.isEmpty()) {
            return false;
        }
        markers.put(Image.of(stat), environment.value(markerVariable).orElse(""));
        bare.remove(Image.of(stat));
        return true;
    }

    private Map<ProcessKey, String> markersOf(List<ProcessStat> processes) {
        Map<ProcessKey, String> byProcess = new HashMap<>();
        processes.forEach(stat -> byProcess.put(ProcessKey.of(stat), markers.getOrDefault(Image.of(stat), "")));
        return byProcess;
    }
}
