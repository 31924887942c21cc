package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Sends as many numbered messages of 64 bytes as its first argument says to the agent that the second one names. */
public final class FloodAgent implements Agent {

    private static final int BYTES = 64;

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        int count = Integer.parseInt(context.args().get(0));
        for (int i = 0; i < count; i++) {
            context.send(
                    context.args().get(1), ByteBuffer.allocate(BYTES).putInt(i).array());
        }
        context.receive(Duration.ofMinutes(10));
    }
}
