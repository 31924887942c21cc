package io.agentropic.group;

import io.agentropic.dependency.Standing;
import io.agentropic.status.AgentState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a group in the order in which they are started, and how each stands. */
final class Roster {

    private static final class Entry {
        private final boolean significant;
        private Standing standing;
        private boolean held;

        private Entry(String name, boolean significant) {
            this.significant = significant;
            this.standing = Standing.unknown(name);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    void add(String name, boolean significant) {
        entries.put(name, new Entry(name, significant));
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
                || (entry.standing.state().atRest() && entry.standing.state() != AgentState.NEW);
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
        int first = all.indexOf(name);
        return first < 0 ? List.of() : all.subList(first, all.size());
    }

    /** These, in the order of their start. */
    List<String> inOrder(Collection<String> names) {
        return new ArrayList<>(entries.keySet().stream().filter(names::contains).toList());
    }
}
