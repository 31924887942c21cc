package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;

/** Says when its first line ran, on the monotonic clock that all processes of a machine share. */
public final class StampAgent implements Agent {

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        long entered = System.nanoTime();
        context.result(Long.toString(entered));
    }
}
