package io.agentropic.runtime;

import io.agentropic.group.Group;
import io.agentropic.group.Surroundings;
import io.agentropic.lifecycle.Agent;
import io.agentropic.shared.SharedLevel;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.Ties;
import io.agentropic.status.AgentStateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The agents and groups that a runtime knows. Any thread may use it. */
final class Population {

    private final Foundation foundation;
    private final GroupPlaces places;
    private final int maxAgents;
    private final Surroundings surroundings;
    /** In the order in which they were started; guarded by this. */
    private final Map<String, OwnedAgent> agents = new LinkedHashMap<>();
    /** How many agents are tied to each of these; guarded by this. */
    private final Map<String, Integer> needed = new HashMap<>();
    /** Guarded by this. */
    private final Map<String, Group> groups = new LinkedHashMap<>();
    /** Guarded by this. */
    private boolean closing;

    Population(Foundation foundation, GroupPlaces places, int maxAgents, Surroundings surroundings) {
        this.foundation = foundation;
        this.places = places;
        this.maxAgents = maxAgents;
        this.surroundings = surroundings;
    }

    synchronized Optional<AgentHandle> agent(String name) {
        return Optional.ofNullable(agents.get(name));
    }

    /** In the order in which they were started. */
    synchronized List<OwnedAgent> all() {
        return List.copyOf(agents.values());
    }

    synchronized List<Group> groups() {
        return List.copyOf(groups.values());
    }

    synchronized Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    synchronized void add(GroupSpec spec) {
        List<String> violations = new ArrayList<>(spec.violations());
        if (groups.containsKey(spec.name())) {
            violations.add("a group of this name is known already");
        }
        Optional<Group> above = Optional.ofNullable(spec.parent()).map(groups::get);
        if (spec.parent() != null && above.isEmpty()) {
            violations.add("parent '" + spec.parent() + "' is not known; add that group first");
        }
        if (!violations.isEmpty()) {
            throw new InvalidSpecException("group '" + spec.name() + "'", violations);
        }
        requireOpen("group '" + spec.name() + "' cannot be added");
        places.know(spec);
        groups.put(spec.name(), Group.start(spec, surroundings, above));
    }

    /** Starts one that shares a JVM with others. */
    synchronized OwnedAgent add(Admissible.Sharing sharing) {
        String name = sharing.spec().name();
        requireOpen("agent '" + name + "' cannot be spawned");
        if (agents.containsKey(name)) {
            throw new DuplicateAgentException(name);
        }
        if (agents.size() >= maxAgents) {
            throw new RuntimeFullException(maxAgents);
        }
        return begin(sharing);
    }

    /** Starts all of them or, when one is refused, none; each after those that it waits for. A handle on each, as given. */
    synchronized List<OwnedAgent> add(List<Admissible> admissible) {
        requireRoomFor(admissible);
        Map<String, AgentSpec> tied = new LinkedHashMap<>();
        Map<String, Admissible.Alone> alone = new LinkedHashMap<>();
        for (Admissible agent : admissible) {
            if (agent instanceof Admissible.Alone one) {
                alone.put(one.spec().name(), one);
                tied.put(one.spec().name(), one.spec());
            }
        }
        List<AgentSpec> inOrder = alone.isEmpty() ? List.of() : inOrder(tied.values(), admissible);
        for (Admissible agent : admissible) {
            if (agent instanceof Admissible.Sharing sharing) {
                var _ = begin(sharing);
            }
        }
        inOrder.forEach(spec -> begin(Objects.requireNonNull(alone.get(spec.name()))));
        tied.values().stream()
                .map(AgentSpec::group)
                .filter(Objects::nonNull)
                .map(groups::get)
                .filter(Objects::nonNull)
                .forEach(Group::filled);
        return admissible.stream()
                .map(agent -> Objects.requireNonNull(agents.get(agent.spec().name())))
                .toList();
    }

    private List<AgentSpec> inOrder(Collection<AgentSpec> specs, List<Admissible> admissible) {
        Map<String, GroupSpec> groupSpecs = new LinkedHashMap<>();
        groups.values().forEach(group -> groupSpecs.put(group.spec().name(), group.spec()));
        Set<String> known = new HashSet<>(agents.keySet());
        admissible.stream()
                .filter(Admissible.Sharing.class::isInstance)
                .forEach(sharing -> known.add(sharing.spec().name()));
        return References.inOrder(specs, known, groupSpecs);
    }

    private void requireRoomFor(List<Admissible> admissible) {
        Set<String> names = new HashSet<>();
        for (Admissible agent : admissible) {
            String name = agent.spec().name();
            requireOpen("agent '" + name + "' cannot be spawned");
            if (agents.containsKey(name) || !names.add(name)) {
                throw new DuplicateAgentException(name);
            }
            if (agents.size() + names.size() > maxAgents) {
                throw new RuntimeFullException(maxAgents);
            }
        }
    }

    private void requireOpen(String what) {
        if (closing) {
            throw new IllegalStateException("the runtime is closing; " + what);
        }
    }

    private OwnedAgent begin(Admissible.Sharing sharing) {
        SharedLevel shared = foundation.shared();
        OwnedAgent agent = new SharingAgent(shared.add(sharing.spec(), sharing.program()), shared);
        agents.put(sharing.spec().name(), agent);
        agent.begin();
        return agent;
    }

    private void begin(Admissible.Alone alone) {
        AgentSpec spec = alone.spec();
        Agent agent = new Agent(
                spec,
                alone.program(),
                foundation.services(),
                Optional.ofNullable(spec.group()).map(groups::get));
        OwnedAgent handle = new SupervisedAgent(agent);
        handle.begin();
        agents.put(spec.name(), handle);
        for (String target : spec.ties().names()) {
            needed.merge(target, 1, Integer::sum);
            OwnedAgent known = agents.get(target);
            if (known != null) {
                known.tellStanding(agent);
            }
        }
    }

    /** Forgets an agent at rest that nobody depends on. */
    synchronized void remove(String name) throws InterruptedException {
        OwnedAgent agent = agents.get(name);
        if (agent == null) {
            throw new UnknownAgentException(name);
        }
        if (needed.containsKey(name)) {
            throw new AgentStateException(
                    name, agent.state(), "'" + whoNeeds(name) + "' depends on it; remove that one first");
        }
        if (!agent.state().atRest()) {
            throw new AgentStateException(name, agent.state(), "only an agent at rest can be removed; stop it first");
        }
        Waits.await(agent.forget());
        agents.remove(name);
        Optional.ofNullable(agent.spec().group()).map(groups::get).ifPresent(group -> group.leave(name));
        if (!agent.spec().ties().equals(Ties.NONE)) {
            agent.spec().ties().names().forEach(this::needLess);
        }
    }

    private void needLess(String target) {
        needed.computeIfPresent(target, (_, count) -> count == 1 ? null : count - 1);
    }

    private String whoNeeds(String name) {
        return agents.values().stream()
                .filter(other -> other.spec().ties().names().contains(name))
                .map(OwnedAgent::name)
                .findFirst()
                .orElse("another agent");
    }

    /** From now on nothing is added. */
    synchronized void close() {
        closing = true;
    }
}
