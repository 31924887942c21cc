package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Receives as many numbered messages as its argument says. Its result is when the last one came, on the monotonic clock that all
 * processes of a machine share. Fails when one is missing or out of order.
 */
public final class DrainAgent implements Agent {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        int count = Integer.parseInt(context.args().get(0));
        for (int i = 0; i < count; i++) {
            int number = ByteBuffer.wrap(context.receive(PATIENCE)
                            .orElseThrow(() -> new IllegalStateException("nothing comes any more"))
                            .bytes())
                    .getInt();
            if (number != i) {
                throw new IllegalStateException("message " + number + " came where " + i + " was due");
            }
        }
        context.result(Long.toString(System.nanoTime()));
    }
}
