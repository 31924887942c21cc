package io.agentropic.it.chaos;

import io.agentropic.exit.ExitReport;
import io.agentropic.restart.BackoffStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts an agent's restarts along: how many followed without a word of the user's, and which delay each was due. Hooks and
 * events come by different ways, each in its order; what they say of one life is compared when both are there. Not
 * thread-safe.
 */
final class Restarts {

    /** What rounding and a clock that is being slewed may take from a delay. */
    private static final Duration TOLERANCE = Duration.ofMillis(3);

    private record Delay(Instant from, Instant to) {}

    private final int most;
    private final BackoffStrategy backoff;

    private int sinceForgiven;
    private long total;
    private final Map<Long, Instant> backoffBegan = new HashMap<>();
    /** Delays that ended by themselves, by the life before them. */
    private final Map<Long, Delay> waited = new HashMap<>();
    /** Lives after which a user started the agent: failures up to them are forgotten. */
    private final TreeSet<Long> forgivenAfter = new TreeSet<>();
    /** Whether each life ended well. */
    private final TreeMap<Long, Boolean> clean = new TreeMap<>();

    private final Map<Long, Duration> announced = new HashMap<>();

    Restarts(Temper temper) {
        this.most = temper.maxRestarts();
        this.backoff = temper.backoff();
    }

    long total() {
        return total;
    }

    /** Whether the budget that the agent has is spent. */
    boolean spent() {
        return most >= 0 && sinceForgiven == most;
    }

    Optional<String> backsOff(long life, Instant at) {
        sinceForgiven++;
        total++;
        backoffBegan.put(life, at);
        return most >= 0 && sinceForgiven > most
                ? Optional.of("restart " + sinceForgiven + " after life " + life + ", the budget is " + most)
                : Optional.empty();
    }

    /** The delay after this life is over and nobody had it cut short. */
    void delayOver(long life, Instant at) {
        Instant began = backoffBegan.remove(life);
        if (began != null) {
            waited.put(life, new Delay(began, at));
        }
    }

    /** A user had it started after this life. */
    void forgiven(long life) {
        sinceForgiven = 0;
        forgivenAfter.add(life);
    }

    void ended(ExitReport report) {
        clean.put(report.incarnation(), report.cause().clean());
    }

    /** The supervisor says that it will wait so long after this life. */
    void announced(long life, Duration delay) {
        announced.put(life, delay);
    }

    /** Judges the restart after this life as soon as all of it is known, once. */
    Optional<String> judge(long life) {
        Duration delay = announced.get(life);
        Delay actual = waited.get(life);
        if (delay == null || actual == null) {
            return Optional.empty();
        }
        announced.remove(life);
        waited.remove(life);
        Duration took = Duration.between(actual.from(), actual.to());
        if (took.plus(TOLERANCE).compareTo(delay) < 0) {
            return Optional.of("life " + life + " was followed after " + took + ", the delay was " + delay);
        }
        Duration least = due(life, 0);
        Duration longest = due(life, 1);
        return delay.compareTo(least) < 0 || delay.compareTo(longest) > 0
                ? Optional.of(
                        "the delay after life " + life + " was " + delay + ", due were " + least + " to " + longest)
                : Optional.empty();
    }

    private Duration due(long life, double random) {
        if (clean.getOrDefault(life, false)) {
            return backoff.initial();
        }
        Long forgiven = forgivenAfter.lower(life);
        long failures = clean.subMap(forgiven == null ? 0 : forgiven, false, life, true).values().stream()
                .filter(ended -> !ended)
                .count();
        return backoff.delay(failures, random);
    }
}
