package io.agentropic.dependency;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who waits for whom.
 *
 * @param needs for each agent the names of those that it waits for; names without an entry of their own wait for nobody
 */
public record DependencyGraph(Map<String, Set<String>> needs) {

    /** Copies the map, in its order. */
    public DependencyGraph {
        needs = new LinkedHashMap<>(needs);
    }

    /** A circle of agents of which each waits for the next, the first one named again at the end; empty without one. */
    public Optional<List<String>> cycle() {
        return Optional.of(new Walk(needs).all().cycle()).filter(circle -> !circle.isEmpty());
    }

    /**
     * All agents, each after those that it waits for, as close to the given order as that allows.
     *
     * @throws IllegalStateException when there is a cycle
     */
    public List<String> order() {
        Walk walk = new Walk(needs).all();
        if (!walk.cycle().isEmpty()) {
            throw new IllegalStateException("agents wait for each other: " + String.join(" → ", walk.cycle()));
        }
        return walk.left().stream().filter(needs::containsKey).toList();
    }

    /** For each agent those that wait for it directly, in the given order. */
    public Map<String, Set<String>> dependents() {
        Map<String, Set<String>> dependents = new LinkedHashMap<>();
        needs.keySet().forEach(agent -> dependents.put(agent, new LinkedHashSet<>()));
        needs.forEach((agent, needed) -> needed.forEach(target ->
                dependents.computeIfAbsent(target, _ -> new LinkedHashSet<>()).add(agent)));
        return dependents;
    }
}
