package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Calls each of the agents that its input names, one a line, and ends when all have answered; fails after a minute. */
public final class RollCallAgent implements Agent {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        Set<String> missing = new HashSet<>(context.inputText().lines().toList());
        for (String name : missing) {
            context.send(name, "are you there?");
        }
        while (!missing.isEmpty()) {
            Optional<Message> answer = context.receive(PATIENCE);
            if (answer.isEmpty()) {
                throw new IllegalStateException("no answer from " + missing);
            }
            missing.remove(answer.get().from());
        }
    }
}
