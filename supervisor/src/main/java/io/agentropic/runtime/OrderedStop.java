package io.agentropic.runtime;

import io.agentropic.dependency.DependencyGraph;
import io.agentropic.group.Group;
import io.agentropic.spec.GroupStrategy;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Brings agents to rest for good: each is asked when all that depend on it are gone, those that do not depend on each other
 * at the same time. In a group of rest-for-one a member depends on the one before.
 */
final class OrderedStop {

    private OrderedStop() {}

    /** Begins; each future is done when its agent rests, or cannot be brought to rest. */
    static CompletableFuture<?>[] begin(List<OwnedAgent> agents, Collection<Group> groups) {
        agents.forEach(OwnedAgent::windDown);
        Map<String, OwnedAgent> byName = new LinkedHashMap<>();
        agents.forEach(agent -> byName.put(agent.name(), agent));
        DependencyGraph graph = new DependencyGraph(needs(agents, groups));
        Map<String, Set<String>> dependents = graph.dependents();
        Map<String, CompletableFuture<?>> gone = new HashMap<>();
        for (String name : graph.order().reversed()) {
            CompletableFuture<?>[] before = dependents.getOrDefault(name, Set.of()).stream()
                    .map(gone::get)
                    .toArray(CompletableFuture<?>[]::new);
            OwnedAgent agent = Objects.requireNonNull(byName.get(name));
            gone.put(name, afterAll(before).thenCompose(_ -> agent.retire()));
        }
        return gone.values().toArray(CompletableFuture<?>[]::new);
    }

    /** Whether well or not: one that cannot be stopped does not keep the others from it. */
    private static CompletableFuture<?> afterAll(CompletableFuture<?>[] before) {
        return CompletableFuture.allOf(before).handle((_, _) -> "");
    }

    private static Map<String, Set<String>> needs(List<OwnedAgent> agents, Collection<Group> groups) {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        Map<String, String> lastOfGroup = new HashMap<>();
        Set<String> chained = new LinkedHashSet<>();
        groups.stream()
                .filter(group -> group.spec().strategy() == GroupStrategy.REST_FOR_ONE)
                .forEach(group -> chained.add(group.spec().name()));
        for (OwnedAgent agent : agents) {
            Set<String> needed = new LinkedHashSet<>(agent.spec().ties().names());
            String group = agent.spec().group();
            if (group != null && chained.contains(group)) {
                String before = lastOfGroup.put(group, agent.name());
                if (before != null) {
                    needed.add(before);
                }
            }
            needs.put(agent.name(), needed);
        }
        return needs;
    }
}
