package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends numbered messages to another agent, one after the other, and waits for each to come back: {@code PEER COUNT}.
 * Its result says how many came back. A message to an agent that has not started yet is lost, so the first one is
 * repeated until it is answered. Ends with {@code bye}.
 */
public final class PingAgent implements Agent {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        String peer = context.args().get(0);
        int count = Integer.parseInt(context.args().get(1));
        for (int i = 1; i <= count; i++) {
            exchange(context, peer, "ping " + i);
        }
        context.send(peer, "bye");
        System.out.println(count + " messages came back from " + peer);
        context.result(Integer.toString(count));
    }

    private static void exchange(AgentContext context, String peer, String text) throws InterruptedException {
        for (int attempt = 0; attempt < 150; attempt++) {
            context.send(peer, text);
            Optional<Message> answer = context.receive(PATIENCE);
            while (answer.isPresent()) {
                if (answer.get().text().equals(text)) {
                    return;
                }
                answer = context.receive(PATIENCE);
            }
        }
        throw new IllegalStateException(peer + " never answered '" + text + "'");
    }
}
