package io.agentropic.pool;

import io.agentropic.launch.LaunchProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The workers that wait, and which are wanted. Instants are readings of the monotonic clock. Guarded by its pool.
 *
 * @param <W> a worker
 */
final class Stock<W extends Stocked> {

    /** Kinds that are remembered at once. */
    private static final int MOST_KINDS = 256;

    /** Before that a worker makes no room for one of another kind: else kinds that take turns would find nothing. */
    private static final Duration LEAST_STAY = Duration.ofSeconds(10);

    private final int places;
    private final Duration maxIdle;
    private final List<W> waiting = new ArrayList<>();
    /** By kind; what was asked for last comes last. */
    private final LinkedHashMap<LaunchProfile, Demand> demands = new LinkedHashMap<>();
    /** What each agent keeps for itself, by its name. */
    private final Map<String, Recipe> kept = new LinkedHashMap<>();

    private final Map<String, W> standbys = new HashMap<>();

    private record Demand(Recipe recipe, long nanos) {}

    /** A worker that is to be made, and the agent that keeps it, if it is for one alone. */
    record Order(Recipe recipe, Optional<String> owner) {}

    Stock(WarmPoolConfig config) {
        this.places = config.size();
        this.maxIdle = config.maxIdle();
    }

    /** An agent of this kind is started, or will be; whether that is news. */
    boolean demand(Recipe recipe, long now) {
        if (places == 0) {
            return false;
        }
        Demand earlier = demands.remove(recipe.profile());
        demands.put(recipe.profile(), new Demand(recipe, now));
        if (demands.size() > MOST_KINDS) {
            demands.pollFirstEntry();
        }
        return earlier == null;
    }

    /** The agent keeps one for itself; one that it kept for another kind is none that is wanted. */
    void keep(String agent, Recipe recipe) {
        kept.put(agent, recipe);
    }

    void release(String agent) {
        kept.remove(agent);
    }

    /** Takes one out: the agent's own, else the one that has waited longest. */
    Optional<W> take(LaunchProfile profile, String agent) {
        W own = standbys.get(agent);
        if (own != null && own.profile().equals(profile)) {
            standbys.remove(agent);
            return Optional.of(own);
        }
        Optional<W> found = waiting.stream()
                .filter(worker -> worker.profile().equals(profile))
                .findFirst();
        found.ifPresent(waiting::remove);
        return found;
    }

    void put(W worker, Optional<String> owner) {
        if (owner.isPresent()) {
            standbys.put(owner.get(), worker);
        } else {
            waiting.add(worker);
        }
    }

    /** Takes out those that have ended. */
    List<W> takeEnded() {
        return takeIf(worker -> !worker.waits());
    }

    /** Takes out those that nobody wants any more. */
    List<W> takeUnwanted(long now) {
        demands.values().removeIf(demand -> now - demand.nanos() > maxIdle.toNanos());
        List<W> taken = takeIf(waiting, worker -> !demands.containsKey(worker.profile()));
        standbys.entrySet().removeIf(entry -> {
            Recipe wanted = kept.get(entry.getKey());
            boolean unwanted =
                    wanted == null || !wanted.profile().equals(entry.getValue().profile());
            if (unwanted) {
                taken.add(entry.getValue());
            }
            return unwanted;
        });
        return taken;
    }

    /** Takes out one, of those first that no agent keeps for itself. */
    Optional<W> takeAny() {
        if (!waiting.isEmpty()) {
            return Optional.of(waiting.removeFirst());
        }
        Optional<String> agent = standbys.keySet().stream().findFirst();
        return agent.flatMap(name -> Optional.ofNullable(standbys.remove(name)));
    }

    List<W> takeAll() {
        return takeIf(_ -> true);
    }

    /** Takes out one that is in the way of a kind that has less than its share. */
    Optional<W> takeSurplus(long now) {
        Map<LaunchProfile, Integer> shares = shares();
        boolean lack = shares.entrySet().stream().anyMatch(share -> count(share.getKey()) < share.getValue());
        if (!lack || waiting.size() < places) {
            return Optional.empty();
        }
        Optional<W> surplus = waiting.stream()
                .filter(worker -> now - worker.sinceNanos() > LEAST_STAY.toNanos())
                .filter(worker -> count(worker.profile()) > shares.getOrDefault(worker.profile(), 0))
                .findFirst();
        surplus.ifPresent(waiting::remove);
        return surplus;
    }

    /** What is to be made next, if anything. */
    Optional<Order> missing() {
        Optional<Order> standby = kept.entrySet().stream()
                .filter(entry -> !standbys.containsKey(entry.getKey()))
                .findFirst()
                .map(entry -> new Order(entry.getValue(), Optional.of(entry.getKey())));
        return standby.or(this::missingForAll);
    }

    private Optional<Order> missingForAll() {
        if (waiting.size() >= places) {
            return Optional.empty();
        }
        return shares().entrySet().stream()
                .filter(share -> count(share.getKey()) < share.getValue())
                .findFirst()
                .flatMap(share -> Optional.ofNullable(demands.get(share.getKey())))
                .map(demand -> new Order(demand.recipe(), Optional.empty()));
    }

    int waiting() {
        return waiting.size();
    }

    int standbys() {
        return standbys.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && standbys.isEmpty();
    }

    private Map<LaunchProfile, Integer> shares() {
        return Shares.of(List.copyOf(demands.sequencedKeySet().reversed()), places);
    }

    private long count(LaunchProfile profile) {
        return waiting.stream()
                .filter(worker -> worker.profile().equals(profile))
                .count();
    }

    private List<W> takeIf(Predicate<W> condition) {
        List<W> taken = takeIf(waiting, condition);
        standbys.values().removeIf(worker -> condition.test(worker) && taken.add(worker));
        return taken;
    }

    private static <W> List<W> takeIf(List<W> workers, Predicate<W> condition) {
        List<W> taken = new ArrayList<>();
        workers.removeIf(worker -> condition.test(worker) && taken.add(worker));
        return taken;
    }
}
