package io.agentropic.lifecycle;

import io.agentropic.fence.FenceRequest;
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

    /**
     * A worker that was taken over.
     *
     * @param worker itself
     * @param logged whether the agent's logs go on in its files already
     */
    record Taken(WarmWorker worker, boolean logged) {}

    Handover(AgentLife agent) {
        this.agent = agent;
    }

    /** The agent will start: others like it are to find a worker. */
    void announce() {
        recipe().ifPresent(pool()::demand);
    }

    /**
     * Takes over a worker that waits and is fit for this agent, as the life of this number: what it says goes to the agent's
     * inbox, first of all that it is connected.
     */
    Optional<Taken> take(long number) {
        return recipe().flatMap(wanted -> pool().claim(wanted, agent.name())).flatMap(worker -> taken(worker, number));
    }

    /** One that has ended meanwhile, or whose files cannot be had, is nobody's any more. */
    private Optional<Taken> taken(WarmWorker worker, long number) {
        try {
            boolean logged = !agent.present().logMark().isBeginning();
            if (logged) {
                agent.logs().adopt(worker.logs());
            }
            worker.handTo(new Listener(number, agent));
            return Optional.of(new Taken(worker, logged));
        } catch (IOException | LaunchException e) {
            LOG.info("agent '{}' starts without the worker that waited for it: {}", agent.name(), e.getMessage());
            pool().discard(worker);
            return Optional.empty();
        }
    }

    /**
     * Makes it the home of the life of this number: from here on its output is in the agent's logs.
     *
     * @return what it has to itself there
     * @throws LaunchException when a file cannot be moved or removed
     */
    Lodging settle(Taken taken, long number) {
        Lodging lodging = agent.services().lodgings().settle(taken.worker().lodging(), agent.name(), number);
        if (!taken.logged()) {
            try {
                agent.logs().adopt(taken.worker().logs());
            } catch (IOException e) {
                throw new LaunchException("the output of its worker cannot be had: " + e, e);
            }
        }
        return lodging;
    }

    /** It was none that can run the agent. */
    void lost(Taken taken) {
        pool().discard(taken.worker());
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
