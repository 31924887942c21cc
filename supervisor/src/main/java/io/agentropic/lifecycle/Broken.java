package io.agentropic.lifecycle;

import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.launch.Lodging;
import io.agentropic.status.AgentState;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of the agent's supervision failed: what is left of its incarnation is killed and the agent rests as failed. Nobody
 * knows what its processes would do unsupervised.
 */
record Broken(AgentLife agent, String fault) implements Phase {

    private static final Logger LOG = LoggerFactory.getLogger(Broken.class);

    @Override
    public AgentState state() {
        return AgentState.KILLING;
    }

    @Override
    public String reason() {
        return "a fault of the supervisor: " + fault;
    }

    @Override
    public Phase enter() throws InterruptedException {
        Incarnation abandoned = agent.abandonIncarnation();
        Fence fence = abandoned == null ? null : abandoned.fence();
        Lodging lodging = abandoned == null ? null : abandoned.lodging();
        try (lodging) {
            if (fence != null) {
                fence.kill();
                fence.awaitEmpty(Killing.TIMEOUT);
                fence.close();
            }
        } catch (FenceException | IOException e) {
            LOG.error("processes of agent '{}' may be left over", agent.name(), e);
        }
        return new Resting(agent, AgentState.FAILED, reason());
    }

    @Override
    public Phase on(Signal signal) {
        return this;
    }
}
