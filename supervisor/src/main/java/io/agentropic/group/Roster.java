package io.agentropic.group;

import io.agentropic.dependency.Standing;
import io.agentropic.status.AgentState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of a group in the order in which they are started, and how each stands. */
final class Roster {

    private static final class Entry {
        private final boolean significant;
        /** The group inside this one to which it belongs; empty for the group's own members. */
        private final String unit;
        /** Whether it comes back when its unit is started anew. */
        private final boolean lasting;

        private Standing standing;
        private boolean held;

        private Entry(String name, boolean significant, String unit, boolean lasting) {
            this.significant = significant;
            this.unit = unit;
            this.lasting = lasting;
            this.standing = Standing.unknown(name);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    void add(String name, boolean significant) {
        entries.put(name, new Entry(name, significant, "", true));
    }

    /** A member of the group {@code unit}, which is inside this one. */
    void addBelow(String name, String unit, boolean lasting) {
        entries.put(name, new Entry(name, false, unit, lasting));
    }

    /** The group inside this one to which it belongs; empty for the group's own members. */
    String unit(String name) {
        Entry entry = entries.get(name);
        return entry == null ? "" : entry.unit;
    }

    /** Whether it is a member of a group inside this one. */
    boolean isInside(String name) {
        return !unit(name).isEmpty();
    }

    /** Whether it comes back in a round; one that joined a group inside this one later does not. */
    boolean isLasting(String name) {
        Entry entry = entries.get(name);
        return entry == null || entry.lasting;
    }

    /** The groups inside this one to which these members belong. */
    Set<String> units(Collection<String> names) {
        Set<String> units = new LinkedHashSet<>();
        names.stream().map(this::unit).filter(unit -> !unit.isEmpty()).forEach(units::add);
        return units;
    }

    /** The member, or all of the group inside this one to which it belongs. */
    List<String> together(String name) {
        String unit = unit(name);
        return unit.isEmpty()
                ? List.of(name)
                : entries.keySet().stream()
                        .filter(other -> unit(other).equals(unit))
                        .toList();
    }

    void remove(String name) {
        entries.remove(name);
    }

    /** Notes how a member stands; answers whether it has come to an end of its own by that. */
    boolean note(Standing now) {
        Entry entry = entries.get(now.agent());
        if (entry == null) {
            return false;
        }
        AgentState before = entry.standing.state();
        entry.standing = now;
        entry.held &= now.state() == AgentState.BACKOFF;
        return before != now.state() && (now.state() == AgentState.COMPLETED || now.state() == AgentState.FAILED);
    }

    /** The member waits for the group's word. */
    void holds(String name) {
        Entry entry = entries.get(name);
        if (entry != null) {
            entry.held = true;
        }
    }

    boolean isHeld(String name) {
        Entry entry = entries.get(name);
        return entry != null && entry.held;
    }

    Standing standing(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Standing.unknown(name) : entry.standing;
    }

    /** Whether the member runs no process and will not without a request; one that nobody knows any more does neither. */
    boolean isGone(String name) {
        Entry entry = entries.get(name);
        return entry == null
                || entry.standing.state() == AgentState.STUCK
                || entry.standing.state().hasEnded();
    }

    boolean isSignificant(String name) {
        Entry entry = entries.get(name);
        return entry != null && entry.significant;
    }

    boolean significantIsUp() {
        return entries.keySet().stream().anyMatch(name -> isSignificant(name) && !isGone(name));
    }

    List<String> all() {
        return List.copyOf(entries.keySet());
    }

    /** The member and those started after it. */
    List<String> from(String name) {
        List<String> all = all();
        int first = together(name).stream().mapToInt(all::indexOf).min().orElse(-1);
        return first < 0 ? List.of() : all.subList(first, all.size());
    }

    /** These, in the order of their start. */
    List<String> inOrder(Collection<String> names) {
        return new ArrayList<>(entries.keySet().stream().filter(names::contains).toList());
    }
}
