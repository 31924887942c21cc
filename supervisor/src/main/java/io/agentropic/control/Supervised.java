package io.agentropic.control;

import io.agentropic.events.EventJournal;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.GroupHandle;
import io.agentropic.runtime.SchedulerHandle;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.WarmPoolStatus;
import java.util.List;
import java.util.Optional;

/** What commands act on. All methods are called from any thread. */
public interface Supervised {

    /** All agents, in the order in which they were spawned. */
    List<AgentHandle> agents();

    /** What the user asked for under this name. */
    default Optional<AgentSpec> spec(String name) {
        return agent(name).map(AgentHandle::spec);
    }

    /** The group of this name. */
    Optional<GroupHandle> group(String name);

    /** How those that run share the processors. */
    SchedulerHandle scheduler();

    /** How the pool of waiting workers does, where there is one. */
    default Optional<WarmPoolStatus> warmPool() {
        return Optional.empty();
    }

    /** What happened to them. */
    EventJournal events();

    /** Forgets an agent at rest; fails naming the state of one that is not. */
    void remove(String name) throws InterruptedException;

    /** Stops every agent and lets the supervisor end afterwards; returns when the agents are at rest. */
    ShutdownReport shutdown() throws InterruptedException;

    /** The agent of this name. */
    default Optional<AgentHandle> agent(String name) {
        return agents().stream().filter(agent -> agent.name().equals(name)).findFirst();
    }
}
