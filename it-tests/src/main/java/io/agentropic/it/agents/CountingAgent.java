package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;

/** Works in small steps, each ended by a safe point, until it is asked to stop; its result is the number of steps. */
public final class CountingAgent implements Agent {

    private long steps;

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        context.ready();
        while (!context.stopRequested()) {
            steps++;
            Thread.sleep(1);
            context.checkpoint();
        }
    }

    @Override
    public void shutdown(AgentContext context) throws InterruptedException {
        context.result(Long.toString(steps));
    }
}
