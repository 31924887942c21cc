package io.agentropic.schedule;

import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Those who wait, in the order in which they are to be admitted: a higher level first, and within a level who came first. One
 * level more is gained for each full ageing time of waiting, up to the highest, where it precedes everybody who came later; so
 * nobody waits for ever. Instants are readings of a monotonic clock in nanoseconds that never goes back. Not thread-safe.
 *
 * @param <T> who waits
 */
final class AdmissionQueue<T> {

    /** From the lowest to the highest. */
    private static final List<Priority> LEVELS = List.of(Priority.values());

    private static final int HIGHEST = LEVELS.size() - 1;

    private final long ageingNanos;
    /** By priority as it was asked for, then in the order of arrival; whoever came first at a priority has aged most there. */
    private final Map<Priority, NavigableMap<Long, Entry<T>>> waiting = new EnumMap<>(Priority.class);

    private long arrivals;

    /** One who waits, since {@code sinceNanos}. */
    record Entry<T>(T who, Priority priority, long arrival, long sinceNanos) {}

    /** A queue without anybody; {@code ageing}, above zero, is the wait that raises by one level. */
    AdmissionQueue(Duration ageing) {
        this.ageingNanos = ageing.toNanos();
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new TreeMap<>());
        }
    }

    Entry<T> add(T who, Priority priority, long now) {
        Entry<T> entry = new Entry<>(who, priority, arrivals++, now);
        at(priority).put(entry.arrival(), entry);
        return entry;
    }

    /** Whether it waited until now. */
    boolean remove(Entry<T> entry) {
        return at(entry.priority()).remove(entry.arrival(), entry);
    }

    boolean contains(Entry<T> entry) {
        return at(entry.priority()).containsKey(entry.arrival());
    }

    int size() {
        return waiting.values().stream().mapToInt(Map::size).sum();
    }

    /** The one to be admitted now. */
    Optional<Entry<T>> next(long now) {
        return waiting.values().stream()
                .filter(level -> !level.isEmpty())
                .map(level -> level.firstEntry().getValue())
                .reduce((one, other) -> precedes(one, other, now) ? one : other);
    }

    /** It waits as another with another priority from now on, but for as long as before; answers it. */
    Entry<T> replace(Entry<T> entry, T who, Priority priority) {
        var _ = remove(entry);
        Entry<T> changed = new Entry<>(who, priority, entry.arrival(), entry.sinceNanos());
        at(priority).put(changed.arrival(), changed);
        return changed;
    }

    /** How many would be admitted before this one, if nobody else came. */
    int ahead(Entry<T> entry, long now) {
        return Math.toIntExact(waiting.values().stream()
                .flatMap(level -> level.values().stream())
                .filter(other -> precedes(other, entry, now))
                .count());
    }

    private boolean precedes(Entry<T> one, Entry<T> other, long now) {
        long level = level(one, now);
        long otherLevel = level(other, now);
        return level == otherLevel ? one.arrival() < other.arrival() : level > otherLevel;
    }

    private long level(Entry<T> entry, long now) {
        return Math.min(HIGHEST, LEVELS.indexOf(entry.priority()) + (now - entry.sinceNanos()) / ageingNanos);
    }

    private NavigableMap<Long, Entry<T>> at(Priority priority) {
        return waiting.computeIfAbsent(priority, _ -> new TreeMap<>());
    }
}
