package io.agentropic.runtime;

import io.agentropic.group.Group;
import io.agentropic.group.Surroundings;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.lifecycle.Agent;
import io.agentropic.lifecycle.Services;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The agents and groups that a runtime knows. Any thread may use it. */
final class Population {

    private final Services services;
    private final GroupPlaces places;
    private final int maxAgents;
    private final Surroundings surroundings;
    /** In the order in which they were started; guarded by this. */
    private final Map<String, SupervisedAgent> agents = new LinkedHashMap<>();
    /** Guarded by this. */
    private final Map<String, Group> groups = new LinkedHashMap<>();
    /** Guarded by this. */
    private boolean closing;

    Population(Services services, GroupPlaces places, int maxAgents, Surroundings surroundings) {
        this.services = services;
        this.places = places;
        this.maxAgents = maxAgents;
        this.surroundings = surroundings;
    }

    synchronized Optional<AgentHandle> agent(String name) {
        return Optional.ofNullable(agents.get(name));
    }

    /** In the order in which they were started. */
    synchronized List<SupervisedAgent> all() {
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

    /** Starts all of them or, when one is refused, none; each after those that it waits for. */
    synchronized Map<String, SupervisedAgent> add(Collection<AgentSpec> specs, Map<String, ResolvedProgram> programs) {
        requireRoomFor(specs);
        Map<String, GroupSpec> groupSpecs = new LinkedHashMap<>();
        groups.values().forEach(group -> groupSpecs.put(group.spec().name(), group.spec()));
        Map<String, SupervisedAgent> added = new LinkedHashMap<>();
        for (AgentSpec spec : References.inOrder(specs, agents.keySet(), groupSpecs)) {
            added.put(spec.name(), begin(spec, Objects.requireNonNull(programs.get(spec.name()))));
        }
        specs.stream()
                .map(AgentSpec::group)
                .filter(Objects::nonNull)
                .map(groups::get)
                .filter(Objects::nonNull)
                .forEach(Group::filled);
        return added;
    }

    private void requireRoomFor(Collection<AgentSpec> specs) {
        Set<String> names = new HashSet<>();
        for (AgentSpec spec : specs) {
            requireOpen("agent '" + spec.name() + "' cannot be spawned");
            if (agents.containsKey(spec.name()) || !names.add(spec.name())) {
                throw new DuplicateAgentException(spec.name());
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

    private SupervisedAgent begin(AgentSpec spec, ResolvedProgram program) {
        Agent agent = new Agent(
                spec, program, services, Optional.ofNullable(spec.group()).map(groups::get));
        try {
            agent.begin();
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory cannot take agent '" + spec.name() + "': " + e, e);
        }
        SupervisedAgent handle = new SupervisedAgent(agent);
        agents.put(spec.name(), handle);
        spec.ties().names().stream()
                .map(agents::get)
                .filter(Objects::nonNull)
                .forEach(target -> target.agent().tellStanding(agent));
        return handle;
    }

    /** Forgets an agent at rest that nobody depends on. */
    synchronized void remove(String name) throws InterruptedException {
        SupervisedAgent agent = agents.get(name);
        if (agent == null) {
            throw new UnknownAgentException(name);
        }
        for (SupervisedAgent other : agents.values()) {
            if (other.spec().ties().names().contains(name)) {
                throw new AgentStateException(
                        name, agent.state(), "'" + other.name() + "' depends on it; remove that one first");
            }
        }
        if (!agent.state().atRest()) {
            throw new AgentStateException(name, agent.state(), "only an agent at rest can be removed; stop it first");
        }
        Waits.await(agent.agent().remove());
        agents.remove(name);
        Optional.ofNullable(agent.spec().group()).map(groups::get).ifPresent(group -> group.leave(name));
    }

    /** From now on nothing is added. */
    synchronized void close() {
        closing = true;
    }
}
