package io.agentropic.config;

import io.agentropic.dependency.DependencyGraph;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.AutoShutdown;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.GroupSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What agents and groups of one file name in each other. An agent with several instances is named as it is written, which
 * stands for all of them, or as one of them.
 */
final class CrossReferences {

    private final Section section;
    /** Agents by the name of the section that they stand in. */
    private final Map<String, List<AgentSpec>> written;

    private final Map<String, GroupSpec> groups = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    CrossReferences(Section agents, Map<String, List<AgentSpec>> written, Collection<GroupSpec> groups) {
        this.section = agents;
        this.written = written;
        groups.forEach(group -> this.groups.put(group.name(), group));
        written.values().forEach(specs -> specs.forEach(spec -> names.add(spec.name())));
    }

    /** The agents with all that they name resolved; what cannot be is reported. */
    List<AgentSpec> resolved(Section groupsSection) {
        List<AgentSpec> resolved = new ArrayList<>();
        written.forEach((key, specs) -> {
            if (!specs.isEmpty()) {
                Section agent = section.sectionOrEmpty(key);
                requireGroup(agent, specs.getFirst());
                requireTargets(key, agent, specs.getFirst());
                specs.forEach(spec -> resolved.add(spec.withDependsOn(expanded(spec))));
            }
        });
        requireNoCycle();
        requireSignificant(groupsSection);
        return resolved;
    }

    private void requireGroup(Section agent, AgentSpec spec) {
        String group = spec.group();
        if (group == null) {
            if (spec.significant()) {
                agent.problem("significant", "has no effect outside a group");
            }
        } else if (groups.containsKey(group)) {
            groups.get(group).violationsOf(spec).forEach(agent::violation);
        } else {
            agent.problem("group", "no group is named '" + group + "'" + Suggestion.sentence(group, groups.keySet()));
        }
    }

    private void requireTargets(String key, Section agent, AgentSpec spec) {
        Section dependsOn = agent.sectionOrEmpty("dependsOn");
        for (String target : spec.dependsOn().keySet()) {
            if (target.equals(key)) {
                dependsOn.problem(target, "an agent cannot wait for itself");
            } else if (!written.containsKey(target) && !names.contains(target)) {
                dependsOn.problem(
                        target, "no agent is named '" + target + "'" + Suggestion.sentence(target, written.keySet()));
            }
        }
    }

    private Map<String, DependencyCondition> expanded(AgentSpec spec) {
        Map<String, DependencyCondition> expanded = new LinkedHashMap<>();
        spec.dependsOn().forEach((target, condition) -> {
            if (names.contains(target)) {
                expanded.put(target, condition);
            } else {
                written.getOrDefault(target, List.of()).forEach(one -> expanded.put(one.name(), condition));
            }
        });
        return expanded;
    }

    /** Looked for among the sections as they are written, which is what a reader of the message sees. */
    private void requireNoCycle() {
        Map<String, String> sectionOf = new LinkedHashMap<>();
        written.forEach((key, specs) -> specs.forEach(spec -> sectionOf.put(spec.name(), key)));
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        written.forEach((key, specs) -> {
            Set<String> needed = new HashSet<>();
            specs.stream()
                    .limit(1)
                    .flatMap(spec -> spec.dependsOn().keySet().stream())
                    .forEach(target -> needed.add(sectionOf.getOrDefault(target, target)));
            needed.remove(key);
            needs.put(key, needed);
        });
        new DependencyGraph(needs)
                .cycle()
                .ifPresent(cycle -> section.sectionOrEmpty(cycle.getFirst())
                        .problem(
                                "dependsOn",
                                "these agents would wait for each other for ever: " + String.join(" → ", cycle)));
    }

    private void requireSignificant(Section groupsSection) {
        for (GroupSpec group : groups.values()) {
            boolean any = written.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(spec -> spec.significant() && group.name().equals(spec.group()));
            if (group.autoShutdown() != AutoShutdown.NEVER && !any) {
                groupsSection
                        .sectionOrEmpty(group.name())
                        .problem("autoShutdown", "has no effect, because no agent of this group is 'significant'");
            }
        }
    }
}
