package io.agentropic.lifecycle;

import io.agentropic.exit.Identity;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.fence.FenceRequest;
import io.agentropic.launch.GatedChild;
import io.agentropic.launch.LaunchException;
import io.agentropic.launch.Lodging;
import io.agentropic.pool.Recipe;
import io.agentropic.pool.WarmPool;
import io.agentropic.pool.WarmWorker;
import io.agentropic.spec.AgentSpec;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an agent comes by a worker that waits, where the pool has any for it. Owned by the agent's thread. */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final AgentLife agent;
    private @Nullable AgentSpec known;
    private Optional<Recipe> recipe = Optional.empty();

    /** What a life has that was taken over. */
    record Taken(GatedChild child, Fence fence, Lodging lodging, Identity identity) {}

    Handover(AgentLife agent) {
        this.agent = agent;
    }

    /** The agent will start: others like it are to find a worker. */
    void announce() {
        recipe().ifPresent(pool()::demand);
    }

    /**
     * Takes over a worker that waits and is fit for this agent, as the life of this number: its output goes to the agent's
     * logs, and what it says to the agent's inbox, first of all that it is connected.
     */
    Optional<Taken> take(long number) {
        return recipe().flatMap(wanted -> pool().claim(wanted, agent.name())).flatMap(worker -> taken(worker, number));
    }

    /** One that has ended meanwhile, or whose files cannot be had, is nobody's any more. */
    private Optional<Taken> taken(WarmWorker worker, long number) {
        try {
            Lodging lodging = agent.services().lodgings().settle(worker.lodging(), agent.name(), number);
            agent.logs().adopt(worker.logs());
            Identity identity = Identity.of(worker.child().pid(), worker.fence());
            worker.handTo(new Listener(number, agent.inbox(), agent.companion()));
            return Optional.of(new Taken(worker.child(), worker.fence(), lodging, identity));
        } catch (IOException | LaunchException | FenceException e) {
            LOG.info("agent '{}' starts without the worker that waited for it: {}", agent.name(), e.getMessage());
            pool().discard(worker);
            return Optional.empty();
        }
    }

    /** The agent runs: its own worker may get ready for the next time. */
    void entered() {
        if (agent.spec().supervision().standby()) {
            recipe().ifPresent(wanted -> pool().keep(agent.name(), wanted));
        }
    }

    /** The agent does not start again by itself. */
    void rests() {
        if (agent.spec().supervision().standby()) {
            pool().release(agent.name());
        }
    }

    private WarmPool pool() {
        return agent.services().pool();
    }

    /** Its limits may be replaced, and with them what it takes. */
    private Optional<Recipe> recipe() {
        AgentSpec spec = agent.spec();
        if (!pool().serves(spec)) {
            return Optional.empty();
        }
        if (!spec.equals(known)) {
            FenceRequest request = agent.services().fenceRequest(spec, 1);
            recipe = agent.services()
                    .launcher()
                    .profile(spec, agent.program(), request)
                    .map(profile -> new Recipe(spec, agent.program(), request, profile));
            known = spec;
        }
        return recipe;
    }
}
