package io.agentropic.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What ties an agent to others, by their names. Each tie is also an order: this agent is started after the other, and
 * stopped before it when everything is stopped. The words are those of systemd.unit(5), where there are any.
 *
 * @param dependsOn what it waits for in others before each start; it goes on when that is lost later
 * @param after others whose start it waits for, whatever comes of it
 * @param bindsTo others that it does not run without: it starts when they run, and is stopped when one of them comes to
 *     rest, stopped, completed or failed for good; while they are being restarted it goes on
 * @param restartWith others that it is restarted with: as soon as one of them runs again in a new incarnation
 */
public record Ties(
        Map<String, DependencyCondition> dependsOn, Set<String> after, Set<String> bindsTo, Set<String> restartWith) {

    /** To nobody. */
    public static final Ties NONE = new Ties(Map.of(), Set.of(), Set.of(), Set.of());

    /** Copies the collections. */
    public Ties {
        dependsOn = Collections.unmodifiableMap(new LinkedHashMap<>(dependsOn));
        after = Collections.unmodifiableSet(new LinkedHashSet<>(after));
        bindsTo = Collections.unmodifiableSet(new LinkedHashSet<>(bindsTo));
        restartWith = Collections.unmodifiableSet(new LinkedHashSet<>(restartWith));
    }

    Ties andDependsOn(String agent, DependencyCondition condition) {
        Map<String, DependencyCondition> more = new LinkedHashMap<>(dependsOn);
        more.put(agent, condition);
        return new Ties(more, after, bindsTo, restartWith);
    }

    Ties andAfter(String agent) {
        return new Ties(dependsOn, and(after, agent), bindsTo, restartWith);
    }

    Ties andBindsTo(String agent) {
        return new Ties(dependsOn, after, and(bindsTo, agent), restartWith);
    }

    Ties andRestartWith(String agent) {
        return new Ties(dependsOn, after, bindsTo, and(restartWith, agent));
    }

    private static Set<String> and(Set<String> names, String name) {
        Set<String> more = new LinkedHashSet<>(names);
        more.add(name);
        return more;
    }

    /** The names of each kind of tie, by the key it is written with. */
    public Map<String, Set<String>> byKey() {
        Map<String, Set<String>> byKey = new LinkedHashMap<>();
        byKey.put("dependsOn", dependsOn.keySet());
        byKey.put("after", after);
        byKey.put("bindsTo", bindsTo);
        byKey.put("restartWith", restartWith);
        return byKey;
    }

    /** All others that it is tied to. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        byKey().values().forEach(names::addAll);
        return names;
    }
}
