package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends every message back to where it came from, until it is asked to stop, or until the message comes that is its
 * argument. Idle otherwise.
 */
public final class EchoAgent implements Agent {

    private static final Duration LONG = Duration.ofHours(1);

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        context.ready();
        while (!context.stopRequested()) {
            Optional<Message> message = context.receive(LONG);
            if (message.isPresent()) {
                if (context.args().contains(message.get().text())) {
                    return;
                }
                context.send(
                        message.get().from(),
                        message.get().headers(),
                        message.get().bytes());
            }
        }
    }
}
