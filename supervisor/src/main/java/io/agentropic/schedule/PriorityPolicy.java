package io.agentropic.schedule;

import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A higher priority comes first: by its weight, and where that does not help, by freezing lower ones while a higher one wants
 * the processors and does not get them. The lowest is frozen first. Nobody starves: who was frozen for {@link #FLOOR_EVERY}
 * runs again, with the highest weight, until it has had {@link #FLOOR} of the time.
 *
 * <p>There is no inheritance of priority: who is frozen keeps its locks and leases. Not thread-safe.
 */
public final class PriorityPolicy implements SchedulingPolicy {

    /** The part of the time that everybody has who wants it. */
    public static final double FLOOR = 0.01;

    /** Nobody stands still for longer without having had its floor; well below the 5 s that are promised. */
    static final Duration FLOOR_EVERY = Duration.ofSeconds(1);

    /** A floor that is not used ends so soon. */
    private static final Duration FLOOR_PATIENCE = Duration.ofMillis(200);

    /** How long it is believed what a class used when it was alone. */
    private static final Duration BELIEF = Duration.ofSeconds(2);

    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Duration SHORT = Duration.ofMillis(10);

    /** What was used over a longer time says nothing about now. */
    private static final int MOST_LOOKS = 4;

    /** From this part of the processors on they count as taken. */
    private static final double TAKEN = 0.85;
    /** From this part of a core on somebody counts as one that wants it. */
    private static final double BUSY = 0.05;
    /** So much more a class has to use when those below stand still. */
    private static final double GAIN = 1.25;
    /** Below this part of what it used alone a class is starved. */
    private static final double STARVED = 0.8;

    private final Duration look;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private Map<String, Long> before = Map.of();
    private long lastNanos;
    /** When somebody was frozen last. */
    private long frozenAt;

    /** What the classes from this one up used while all below stood still, and just before, in cores, and when. */
    private final Map<Priority, Alone> alone = new EnumMap<>(Priority.class);

    private record Alone(double cores, double beside, long nanos) {}

    /** Looks twice in a slice of this length, so that who comes first has the processors within one. */
    public PriorityPolicy(Duration slice) {
        this.look = slice.dividedBy(2);
    }

    /** One that is frozen, or has next to nothing beside others, or runs for its floor. Times in nanoseconds. */
    private static final class Held {
        private final boolean frozen;
        private long since;
        private long cpuThen;
        /** When its floor began; {@code null} while it stands still. */
        private @Nullable Long floorBegan;

        private Held(boolean frozen, long since, long cpuThen) {
            this.frozen = frozen;
            this.since = since;
            this.cpuThen = cpuThen;
        }
    }

    /** What was used since the look before, in cores. */
    private record Use(Map<String, Double> cores, double sum) {
        private double of(RunningAgent agent) {
            return cores.getOrDefault(agent.name(), 0.0);
        }
    }

    @Override
    public Plan plan(Snapshot snapshot) {
        List<RunningAgent> agents =
                snapshot.agents().stream().filter(agent -> !agent.paused()).toList();
        Optional<Use> use = use(snapshot, agents);
        Set<String> names = agents.stream().map(RunningAgent::name).collect(Collectors.toSet());
        held.keySet().retainAll(names);
        boolean oneClass =
                agents.stream().map(RunningAgent::priority).distinct().count() < 2;
        if (oneClass) {
            held.clear();
            return new Plan(weights(snapshot.agents()), null);
        }
        use.ifPresent(used -> decide(snapshot, agents, used));
        floors(snapshot, agents);
        return new Plan(shares(snapshot.agents()), again(use));
    }

    private Optional<Use> use(Snapshot snapshot, List<RunningAgent> agents) {
        long elapsed = snapshot.nanos() - lastNanos;
        Map<String, Long> earlier = before;
        before = agents.stream()
                .collect(Collectors.toMap(
                        RunningAgent::name, agent -> agent.cpuTime().toNanos()));
        lastNanos = snapshot.nanos();
        if (earlier.isEmpty() || elapsed <= 0 || elapsed > MOST_LOOKS * look.toNanos()) {
            return Optional.empty();
        }
        Map<String, Double> cores = new HashMap<>();
        for (RunningAgent agent : agents) {
            long now = agent.cpuTime().toNanos();
            long then = earlier.getOrDefault(agent.name(), now);
            cores.put(agent.name(), Math.max(0, (double) (now - then) / elapsed));
        }
        return Optional.of(new Use(
                cores, cores.values().stream().mapToDouble(Double::doubleValue).sum()));
    }

    private void decide(Snapshot snapshot, List<RunningAgent> agents, Use use) {
        boolean floorRuns = held.values().stream().anyMatch(one -> one.floorBegan != null);
        if (floorRuns) {
            return;
        }
        double taken = TAKEN * snapshot.cores();
        if (agents.stream().anyMatch(this::frozen)) {
            Priority top = lowestRunning(agents).orElse(Priority.CRITICAL);
            double above = coresFrom(top, agents, use);
            Alone earlier = alone.get(top);
            double before = earlier == null ? 0 : earlier.beside();
            alone.put(top, new Alone(above, before, snapshot.nanos()));
            boolean gains = above >= GAIN * before && snapshot.nanos() - frozenAt < BELIEF.toNanos();
            if (above < taken && !gains) {
                held.clear();
                return;
            }
        }
        if (use.sum() >= taken) {
            watchWhoHasNextToNothing(snapshot, agents, use);
        } else {
            held.values().removeIf(one -> !one.frozen);
        }
        freezeIfStarved(snapshot, agents, use);
    }

    private boolean frozen(RunningAgent agent) {
        Held one = held.get(agent.name());
        return one != null && one.frozen;
    }

    /** Weights may leave somebody less than its floor, without anybody being frozen. */
    private void watchWhoHasNextToNothing(Snapshot snapshot, List<RunningAgent> agents, Use use) {
        for (RunningAgent agent : agents) {
            double cores = use.of(agent);
            if (cores > 0 && cores < FLOOR && !held.containsKey(agent.name())) {
                held.put(
                        agent.name(),
                        new Held(false, snapshot.nanos(), agent.cpuTime().toNanos()));
            }
        }
    }

    /** The lowest class that uses something gives way, if one above it wants more than it has. */
    private void freezeIfStarved(Snapshot snapshot, List<RunningAgent> agents, Use use) {
        Optional<Priority> lowest =
                lowest(agents.stream().filter(agent -> !frozen(agent) && use.of(agent) >= BUSY / 5));
        if (lowest.isEmpty()) {
            return;
        }
        Priority low = lowest.get();
        double below = agents.stream()
                .filter(agent -> agent.priority() == low)
                .mapToDouble(use::of)
                .sum();
        double above = use.sum() - below;
        if (above < BUSY || below < BUSY) {
            return;
        }
        boolean enough = next(low)
                .flatMap(one -> Optional.ofNullable(alone.get(one)))
                .filter(known -> snapshot.nanos() - known.nanos() < BELIEF.toNanos())
                .filter(known -> above >= STARVED * known.cores())
                .isPresent();
        if (enough) {
            return;
        }
        next(low).ifPresent(top -> alone.put(top, new Alone(above, above, snapshot.nanos())));
        frozenAt = snapshot.nanos();
        for (RunningAgent agent : agents) {
            if (agent.priority().compareTo(low) <= 0 && !frozen(agent) && use.of(agent) >= BUSY / 5) {
                held.put(
                        agent.name(),
                        new Held(true, snapshot.nanos(), agent.cpuTime().toNanos()));
            }
        }
    }

    private static Optional<Priority> next(Priority low) {
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.compareTo(low) > 0)
                .findFirst();
    }

    private Optional<Priority> lowestRunning(List<RunningAgent> agents) {
        Priority frozen = highest(agents).orElse(Priority.LOW);
        return next(frozen);
    }

    /** The highest class of which somebody is frozen. */
    private Optional<Priority> highest(List<RunningAgent> agents) {
        return agents.stream().filter(this::frozen).map(RunningAgent::priority).max(Priority::compareTo);
    }

    private static Optional<Priority> lowest(Stream<RunningAgent> agents) {
        return agents.map(RunningAgent::priority).min(Priority::compareTo);
    }

    private static double coresFrom(Priority least, List<RunningAgent> agents, Use use) {
        return agents.stream()
                .filter(agent -> agent.priority().compareTo(least) >= 0)
                .mapToDouble(use::of)
                .sum();
    }

    /** Begins and ends the floors of those that are held. */
    private void floors(Snapshot snapshot, List<RunningAgent> agents) {
        for (RunningAgent agent : agents) {
            Held one = held.get(agent.name());
            if (one == null) {
                continue;
            }
            long cpu = agent.cpuTime().toNanos();
            Long began = one.floorBegan;
            if (began == null && snapshot.nanos() - one.since >= FLOOR_EVERY.toNanos()) {
                beginFloor(agent.name(), one, cpu, snapshot.nanos());
            } else if (began != null) {
                double due = FLOOR * (snapshot.nanos() - one.since);
                if (cpu - one.cpuThen >= due || snapshot.nanos() - began >= FLOOR_PATIENCE.toNanos()) {
                    one.floorBegan = null;
                    one.since = snapshot.nanos();
                    one.cpuThen = cpu;
                }
            }
        }
    }

    /** Who is not frozen may have had its floor all the same, or want none. */
    private void beginFloor(String name, Held one, long cpu, long now) {
        long had = cpu - one.cpuThen;
        if (one.frozen || (had > 0 && had < FLOOR * (now - one.since))) {
            one.floorBegan = now;
        } else {
            held.remove(name);
        }
    }

    private static Map<String, Share> weights(List<RunningAgent> agents) {
        return agents.stream()
                .collect(Collectors.toMap(
                        RunningAgent::name,
                        agent -> Share.ofWeight(agent.priority().cpuWeight())));
    }

    private Map<String, Share> shares(List<RunningAgent> agents) {
        Map<String, Share> shares = new HashMap<>(weights(agents));
        held.forEach((name, one) -> shares.put(
                name,
                one.floorBegan != null
                        ? Share.ofWeight(Priority.CRITICAL.cpuWeight())
                        : shares.getOrDefault(name, Share.OWN).frozen(one.frozen)));
        return shares;
    }

    private Duration again(Optional<Use> use) {
        if (use.isEmpty() || held.values().stream().anyMatch(one -> one.floorBegan != null)) {
            return SHORT;
        }
        boolean calm = held.isEmpty() && use.get().sum() < BUSY;
        return calm && QUIET.compareTo(look) > 0 ? QUIET : look;
    }
}
