package io.agentropic.config;

import io.agentropic.dependency.DependencyGraph;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.AutoShutdown;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.Ties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
                specs.forEach(spec -> resolved.add(spec.withTies(expanded(spec.ties()))));
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
        spec.ties().byKey().forEach((tie, targets) -> {
            for (String target : targets) {
                if (target.equals(key)) {
                    tied(agent, tie, target, "an agent cannot wait for itself");
                } else if (!written.containsKey(target) && !names.contains(target)) {
                    String suggestion = Suggestion.sentence(target, written.keySet());
                    tied(agent, tie, target, "no agent is named '" + target + "'" + suggestion);
                }
            }
        });
    }

    /** The conditions are a mapping with a place for each name, the other ties are lists. */
    private static void tied(Section agent, String tie, String target, String sentence) {
        if (tie.equals("dependsOn")) {
            agent.sectionOrEmpty(tie).problem(target, sentence);
        } else {
            agent.problem(tie, sentence);
        }
    }

    private Ties expanded(Ties ties) {
        Map<String, DependencyCondition> dependsOn = new LinkedHashMap<>();
        ties.dependsOn()
                .forEach((target, condition) -> instances(target).forEach(one -> dependsOn.put(one, condition)));
        return new Ties(dependsOn, expanded(ties.after()), expanded(ties.bindsTo()), expanded(ties.restartWith()));
    }

    private Set<String> expanded(Set<String> targets) {
        Set<String> expanded = new LinkedHashSet<>();
        targets.forEach(target -> expanded.addAll(instances(target)));
        return expanded;
    }

    private List<String> instances(String target) {
        return names.contains(target)
                ? List.of(target)
                : written.getOrDefault(target, List.of()).stream()
                        .map(AgentSpec::name)
                        .toList();
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
                    .flatMap(spec -> spec.ties().names().stream())
                    .forEach(target -> needed.add(sectionOf.getOrDefault(target, target)));
            needed.remove(key);
            needs.put(key, needed);
        });
        new DependencyGraph(needs)
                .cycle()
                .ifPresent(cycle -> section.sectionOrEmpty(cycle.getFirst())
                        .problem(
                                tieBetween(cycle.get(0), cycle.get(1), sectionOf),
                                "these agents would wait for each other for ever: " + String.join(" → ", cycle)));
    }

    private String tieBetween(String from, String to, Map<String, String> sectionOf) {
        Ties ties = written.getOrDefault(from, List.of()).getFirst().ties();
        return ties.byKey().entrySet().stream()
                .filter(tie ->
                        tie.getValue().stream().anyMatch(target -> to.equals(sectionOf.getOrDefault(target, target))))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("dependsOn");
    }

    /** The groups, each after the one that it is inside of; what cannot be is reported. */
    static List<GroupSpec> outerFirst(Section section, List<GroupSpec> groups) {
        Map<String, GroupSpec> byName = new LinkedHashMap<>();
        groups.forEach(group -> byName.put(group.name(), group));
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        for (GroupSpec group : groups) {
            String parent = group.parent();
            if (parent != null && !byName.containsKey(parent)) {
                section.sectionOrEmpty(group.name())
                        .problem(
                                "parent",
                                "no group is named '" + parent + "'" + Suggestion.sentence(parent, byName.keySet()));
            }
            needs.put(group.name(), parent == null || !byName.containsKey(parent) ? Set.of() : Set.of(parent));
        }
        DependencyGraph graph = new DependencyGraph(needs);
        Optional<List<String>> cycle = graph.cycle();
        cycle.ifPresent(path -> section.sectionOrEmpty(path.getFirst())
                .problem("parent", "these groups would be inside each other: " + String.join(" → ", path)));
        return cycle.isPresent()
                ? groups
                : graph.order().stream()
                        .map(byName::get)
                        .filter(Objects::nonNull)
                        .toList();
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
