package io.agentropic.it.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was done to one agent, noted before it was done. Not thread-safe. */
final class Deeds {

    /** A request of a user's; {@code returned} is {@code null} while it has not. */
    private record Asked(
            long id, Request request, Instant at, @Nullable Instant returned) {

        boolean overlaps(Instant begin, Instant end) {
            return !at.isAfter(end) && (returned == null || !returned.isBefore(begin));
        }
    }

    private final List<Asked> asked = new ArrayList<>();
    private final Map<Long, Set<Fault>> harm = new HashMap<>();
    private final Map<Long, Instant> sentences = new HashMap<>();

    /** A request is about to be made; answers what names it. */
    long asks(Request request) {
        asked.add(new Asked(asked.size(), request, Instant.now(), null));
        return asked.size() - 1L;
    }

    void returned(long id) {
        Asked request = asked.get(Math.toIntExact(id));
        asked.set(Math.toIntExact(id), new Asked(id, request.request(), request.at(), Instant.now()));
    }

    Instant begunAt(long id) {
        return asked.get(Math.toIntExact(id)).at();
    }

    /** Whether such a request was under way at any time between the two. */
    boolean asked(Predicate<Request> which, Instant begin, Instant end) {
        return asked.stream().anyMatch(one -> which.test(one.request()) && one.overlaps(begin, end));
    }

    /** Requests that have not returned. */
    long open() {
        return asked.stream().filter(one -> one.returned() == null).count();
    }

    /** A request that has not returned for so long. */
    Optional<Request> openFor(Duration patience) {
        Instant since = Instant.now().minus(patience);
        return asked.stream()
                .filter(one -> one.returned() == null && one.at().isBefore(since))
                .map(Asked::request)
                .findFirst();
    }

    /** Harm is about to be done to this life. */
    void harms(long life, Fault fault) {
        harm.computeIfAbsent(life, _ -> EnumSet.noneOf(Fault.class)).add(fault);
    }

    Set<Fault> harmTo(long life) {
        return harm.getOrDefault(life, Set.of());
    }

    /** The kernel has taken a signal for this life that nothing survives. */
    void condemned(long life) {
        sentences.putIfAbsent(life, Instant.now());
    }

    /** Lives that were condemned so long ago. */
    List<Long> condemnedFor(Duration patience) {
        Instant since = Instant.now().minus(patience);
        return sentences.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(since))
                .map(Map.Entry::getKey)
                .toList();
    }
}
