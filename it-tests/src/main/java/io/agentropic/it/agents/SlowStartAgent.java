package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.time.Duration;

/** Takes as many seconds to initialize as its first argument says, and asks for three more with each second. */
public final class SlowStartAgent implements Agent {

    @Override
    public void initialize(AgentContext context) throws InterruptedException {
        int seconds = Integer.parseInt(context.args().get(0));
        for (int i = 0; i < seconds; i++) {
            context.extendStart(Duration.ofSeconds(3));
            Pace.sleep(1_000);
        }
    }

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        while (true) {
            context.checkpoint();
            Pace.sleep(10);
        }
    }
}
