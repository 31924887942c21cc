package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;

/** Does not get past its initialization: it throws, or hangs when its argument is {@code hang}. */
public final class UnbornAgent implements Agent {

    @Override
    public void initialize(AgentContext context) {
        if (context.args().contains("hang")) {
            Pace.sleep(Stubborn.BOUND_MILLIS);
        }
        throw new IllegalStateException("cannot be initialized");
    }

    @Override
    public void execute(AgentContext context) {
        throw new AssertionError("execute was called after initialize had failed");
    }
}
