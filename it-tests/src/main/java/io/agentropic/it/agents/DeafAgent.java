package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;

/** Hears no request to stop, and holds up the end of its JVM as well. */
public final class DeafAgent implements Agent {

    @Override
    public void initialize(AgentContext context) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Pace.sleep(Stubborn.BOUND_MILLIS), "deaf"));
    }

    @Override
    public void execute(AgentContext context) {
        context.ready();
        Pace.sleep(Stubborn.BOUND_MILLIS);
    }
}
