package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;

/** Fails in its first incarnations and then succeeds, as a program does whose database comes up late: {@code FAILURES}. */
public final class FlakyAgent implements Agent {

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        long failures = Long.parseLong(context.args().get(0));
        if (context.incarnation() <= failures) {
            throw new IllegalStateException("attempt " + context.incarnation() + " fails");
        }
        context.result("attempt " + context.incarnation() + " succeeded");
    }
}
