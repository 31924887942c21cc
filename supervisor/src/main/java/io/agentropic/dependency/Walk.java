package io.agentropic.dependency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A walk through a graph of dependencies, in depth, that leaves an agent after all that it waits for. It keeps its path
 * itself, because a chain may be longer than a thread's stack is deep.
 */
final class Walk {

    private final Map<String, Set<String>> needs;
    private final Set<String> left = new LinkedHashSet<>();
    /** Agents that were entered and not left, with what of their needs was not looked at yet. */
    private final LinkedHashMap<String, Deque<String>> path = new LinkedHashMap<>();

    private List<String> cycle = List.of();

    Walk(Map<String, Set<String>> needs) {
        this.needs = needs;
    }

    /** Walks from every agent until a cycle is found. */
    Walk all() {
        for (String agent : needs.keySet()) {
            enter(agent);
            while (!path.isEmpty() && cycle.isEmpty()) {
                step();
            }
        }
        return this;
    }

    private void step() {
        String agent = path.lastEntry().getKey();
        String next = path.lastEntry().getValue().pollFirst();
        if (next == null) {
            left.add(agent);
            path.remove(agent);
        } else if (path.containsKey(next)) {
            cycle = circle(next);
        } else {
            enter(next);
        }
    }

    private void enter(String agent) {
        if (cycle.isEmpty() && !left.contains(agent)) {
            path.put(agent, new ArrayDeque<>(needs.getOrDefault(agent, Set.of())));
        }
    }

    private List<String> circle(String closing) {
        List<String> names = List.copyOf(path.keySet());
        List<String> circle = new ArrayList<>(names.subList(names.indexOf(closing), names.size()));
        circle.add(closing);
        return circle;
    }

    /** Agents in the order in which they were left. */
    Set<String> left() {
        return left;
    }

    /** The first cycle found, closed; empty without one. */
    List<String> cycle() {
        return cycle;
    }
}
