package io.agentropic.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Agents that want processors take turns: as many run as there are cores, each for a slice of CPU time, then it stands still
 * and waits in line. Who uses nothing is never frozen, so that its I/O and its heartbeats go on; who was frozen and uses
 * nothing when its turn comes gives it up after a quarter of a slice. What somebody used beyond a slice is taken off the next one.
 *
 * <p>{@code limits.cpuWeight} lengthens the slice: 200 is two slices. Priorities do not count. Not thread-safe.
 */
public final class RoundRobin implements SchedulingPolicy {

    /** The slice when nothing else is said. */
    public static final Duration DEFAULT_SLICE = Duration.ofMillis(100);

    /** A shorter slice costs more in switches than it gives. */
    public static final Duration SHORTEST_SLICE = Duration.ofMillis(20);

    /** For so long an agent that was seen to use something has to use nothing to count as one that wants nothing. */
    static final Duration IDLE = Duration.ofMillis(10);

    /** While nobody waits and nobody is in another's way, it looks this often. */
    static final Duration QUIET = Duration.ofMillis(100);

    /** So small a part of a slice is left for the next turn. */
    private static final int REST = 20;

    private static final long SOONEST = 5_000_000;
    private static final double STANDARD_WEIGHT = 100;
    private static final double LONGEST_IN_SLICES = 10;
    /** From this part of a core on an agent counts as one that wants it. */
    private static final double BUSY = 0.01;

    private final long slice;
    private final Map<String, Turn> turns = new LinkedHashMap<>();
    /** The frozen ones; the first is next. */
    private final Deque<Turn> line = new ArrayDeque<>();

    /** With slices of CPU time of this length, at least {@link #SHORTEST_SLICE}. */
    public RoundRobin(Duration slice) {
        this.slice = slice.toNanos();
    }

    /** How one agent stands; times in nanoseconds. */
    private static final class Turn {
        private final String name;
        private long length;
        private long cpu;
        private long credit;
        private boolean frozen;
        /** When it was thawed last. */
        private long since;
        /** The window in which it is looked at, and what it used in it. */
        private long windowBegan;

        private long windowUsed;
        /** Cores that it used in the last whole window; {@code null} before there was one. */
        private @Nullable Double rate;

        private Turn(String name, long cpu, long now) {
            this.name = name;
            this.cpu = cpu;
            this.since = now;
            this.windowBegan = now;
        }

        /** What it has to be reckoned with, in cores. */
        private double load() {
            return rate == null ? 1 : Math.min(1, rate);
        }

        private boolean busy() {
            return rate == null || rate >= BUSY;
        }
    }

    @Override
    public Plan plan(Snapshot snapshot) {
        List<Turn> present = present(snapshot);
        if (present.size() <= snapshot.cores()) {
            line.clear();
            turns.clear();
            return Plan.OWN;
        }
        freezeWhoIsDone(present, snapshot);
        thawWhoIsNext(present, snapshot);
        return new Plan(shares(), again(present, snapshot));
    }

    /** Notes who has come, gone, and used how much; answers those that no user has paused. */
    private List<Turn> present(Snapshot snapshot) {
        Set<String> names = snapshot.agents().stream()
                .filter(agent -> !agent.paused())
                .map(RunningAgent::name)
                .collect(Collectors.toSet());
        turns.keySet().retainAll(names);
        line.removeIf(turn -> !turn.equals(turns.get(turn.name)));
        List<Turn> present = new ArrayList<>();
        for (RunningAgent agent : snapshot.agents()) {
            if (!agent.paused()) {
                present.add(look(agent, snapshot.nanos()));
            }
        }
        return present;
    }

    private Turn look(RunningAgent agent, long now) {
        long cpu = agent.cpuTime().toNanos();
        Turn known = turns.get(agent.name());
        if (known == null || cpu < known.cpu) {
            Turn fresh = new Turn(agent.name(), cpu, now);
            fresh.length = length(agent);
            fresh.credit = fresh.length;
            if (known != null) {
                line.remove(known);
            }
            turns.put(agent.name(), fresh);
            return fresh;
        }
        known.length = length(agent);
        long used = cpu - known.cpu;
        known.cpu = cpu;
        known.credit -= used;
        if (!known.frozen) {
            known.windowUsed += used;
            closeWindow(known, now);
        }
        return known;
    }

    private void closeWindow(Turn turn, long now) {
        long window = now - turn.windowBegan;
        if (window < (turn.rate == null ? firstLook() : IDLE.toNanos())) {
            return;
        }
        turn.rate = (double) turn.windowUsed / window;
        turn.windowBegan = now;
        turn.windowUsed = 0;
        if (!turn.busy()) {
            turn.credit = turn.length;
        }
    }

    /** For so long somebody has to use nothing who has just been thawed: the kernel may take a while to let it run. */
    private long firstLook() {
        return Math.max(IDLE.toNanos(), slice / 4);
    }

    private long length(RunningAgent agent) {
        double slices = agent.explicitWeight() ? agent.weight() / STANDARD_WEIGHT : 1;
        return Math.max(SHORTEST_SLICE.toNanos(), (long) (slice * Math.min(slices, LONGEST_IN_SLICES)));
    }

    private void freezeWhoIsDone(List<Turn> present, Snapshot snapshot) {
        long busy = busy(present);
        for (Turn turn : present) {
            if (turn.frozen) {
                continue;
            }
            boolean wantedByOthers = !line.isEmpty() || busy > snapshot.cores();
            if (!wantedByOthers) {
                turn.credit = turn.credit <= 0 ? turn.length : turn.credit;
                continue;
            }
            boolean tooLong = snapshot.nanos() - turn.since >= 2 * turn.length
                    && turn.busy()
                    && !line.isEmpty()
                    && busy <= snapshot.cores();
            if (turn.credit <= turn.length / REST || tooLong) {
                busy -= turn.busy() ? 1 : 0;
                turn.frozen = true;
                turn.credit = Math.max(-turn.length, Math.min(turn.length / REST, turn.credit));
                line.addLast(turn);
            }
        }
    }

    private static long busy(List<Turn> present) {
        return present.stream().filter(turn -> !turn.frozen && turn.busy()).count();
    }

    /** Who still owes a whole slice is passed over for it. */
    private void thawWhoIsNext(List<Turn> present, Snapshot snapshot) {
        double load = present.stream()
                .filter(turn -> !turn.frozen)
                .mapToDouble(Turn::load)
                .sum();
        long busy = busy(present);
        while (!line.isEmpty() && (load < snapshot.cores() - 0.5 || busy < snapshot.cores())) {
            Turn next = line.removeFirst();
            next.credit += next.length;
            if (next.credit <= 0) {
                line.addLast(next);
                continue;
            }
            next.frozen = false;
            next.since = snapshot.nanos();
            next.windowBegan = snapshot.nanos();
            next.windowUsed = 0;
            next.rate = null;
            load++;
            busy++;
        }
    }

    private Map<String, Share> shares() {
        Map<String, Share> shares = new HashMap<>();
        line.forEach(turn -> shares.put(turn.name, Share.FROZEN));
        return shares;
    }

    /** As soon as the first can have used its slice, or can be seen to use nothing. */
    private Duration again(List<Turn> present, Snapshot snapshot) {
        if (line.isEmpty() && busy(present) <= snapshot.cores()) {
            return QUIET;
        }
        long soonest = slice;
        for (Turn turn : present) {
            if (!turn.frozen && turn.rate == null) {
                soonest = Math.min(soonest, turn.windowBegan + firstLook() - snapshot.nanos());
            }
            if (!turn.frozen && turn.rate != null && turn.busy()) {
                soonest = Math.min(
                        soonest, (long) (Math.max(0, turn.credit) / Math.max(1, turn.rate == null ? 1 : turn.rate)));
            }
        }
        return Duration.ofNanos(Math.max(SOONEST, soonest));
    }
}
