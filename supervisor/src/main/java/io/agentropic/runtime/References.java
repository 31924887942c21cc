package io.agentropic.runtime;

import io.agentropic.dependency.DependencyGraph;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.InvalidSpecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between specifications: that others named in them are known, and that nobody waits in a circle. */
final class References {

    private References() {}

    /**
     * The specifications, each after those of the agents that it waits for.
     *
     * @param known names of agents that are known already
     * @param groups the groups that are known
     * @throws InvalidSpecException when a name is unknown or agents wait for each other
     */
    static List<AgentSpec> inOrder(Collection<AgentSpec> specs, Set<String> known, Map<String, GroupSpec> groups) {
        Map<String, AgentSpec> byName = new LinkedHashMap<>();
        specs.forEach(spec -> byName.put(spec.name(), spec));
        for (AgentSpec spec : specs) {
            List<String> violations = violations(spec, byName.keySet(), known, groups);
            if (!violations.isEmpty()) {
                throw new InvalidSpecException("agent '" + spec.name() + "'", violations);
            }
        }
        DependencyGraph graph = graph(specs);
        graph.cycle().ifPresent(cycle -> {
            throw new InvalidSpecException(
                    "agent '" + cycle.getFirst() + "'",
                    List.of(
                            "agents that are tied to each other in a circle, by dependsOn, after, bindsTo or restartWith,"
                                    + " would wait for each other: " + String.join(" → ", cycle)));
        });
        return graph.order().stream().map(byName::get).toList();
    }

    private static List<String> violations(
            AgentSpec spec, Set<String> batch, Set<String> known, Map<String, GroupSpec> groups) {
        List<String> violations = new ArrayList<>();
        spec.ties().byKey().forEach((key, targets) -> {
            for (String target : targets) {
                if (target.equals(spec.name())) {
                    violations.add(key + " names the agent itself");
                } else if (!batch.contains(target) && !known.contains(target)) {
                    violations.add(key + "." + target
                            + ": no agent of this name is known; spawn it before, or together with this one");
                }
            }
        });
        String group = spec.group();
        if (group == null) {
            if (spec.significant()) {
                violations.add("significant has no effect outside a group");
            }
        } else if (groups.containsKey(group)) {
            violations.addAll(groups.get(group).violationsOf(spec));
        } else {
            violations.add("group '" + group + "' is not known; add it first");
        }
        return violations;
    }

    static DependencyGraph graph(Collection<AgentSpec> specs) {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        specs.forEach(spec -> needs.put(spec.name(), spec.ties().names()));
        return new DependencyGraph(needs);
    }
}
