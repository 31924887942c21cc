package io.agentropic.fence;

import io.agentropic.limits.DataSize;
import io.agentropic.process.ProcessSnapshot;
import io.agentropic.process.ProcessStat;
import java.util.List;
import java.util.function.Function;

/**
 * Looks at the resident memory of one agent's processes and kills them when it is above the limit twice in a row. Once is
 * not enough: between fork and exec a child shows its parent's memory as its own. Memory that processes share counts for
 * each of them.
 *
 * <p>Called by the monitor's thread; {@link #verdict} and {@link #peakBytes} may be read by any.
 */
final class MemoryWatch {

    private volatile DataSize limit;
    private final long pageBytes;
    private final Function<ProcessSnapshot, List<ProcessStat>> members;
    private final Runnable kill;

    private boolean overBefore;
    private volatile long peakBytes;
    private volatile String verdict = "";

    /** Watches {@code members} of each snapshot; {@code kill} ends them. */
    MemoryWatch(DataSize limit, long pageBytes, Function<ProcessSnapshot, List<ProcessStat>> members, Runnable kill) {
        this.limit = limit;
        this.pageBytes = pageBytes;
        this.members = members;
        this.kill = kill;
    }

    /** One look; whether the next should follow at once, to confirm this one. */
    boolean look(ProcessSnapshot snapshot) {
        long resident = members.apply(snapshot).stream()
                .mapToLong(stat -> stat.residentPages() * pageBytes)
                .sum();
        peakBytes = Math.max(peakBytes, resident);
        boolean over = resident > limit.bytes();
        if (over && overBefore) {
            verdict = "resident memory of " + DataSize.ofBytes(resident) + " is above the limit of " + limit
                    + ", seen twice by the polling monitor";
            kill.run();
        }
        boolean suspected = over && !overBefore;
        overBefore = over;
        return suspected;
    }

    /** Another limit from the next look on. */
    void limit(DataSize limit) {
        this.limit = limit;
    }

    /** The highest sum seen. */
    long peakBytes() {
        return peakBytes;
    }

    /** Why it killed; empty while it has not. */
    String verdict() {
        return verdict;
    }
}
