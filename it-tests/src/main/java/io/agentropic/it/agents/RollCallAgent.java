package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Calls each of the agents that its input names, one a line, and ends when all have answered; fails after a minute without an
 * answer. A message may be lost where many come at once: who has not answered is called again.
 */
public final class RollCallAgent implements Agent {

    private static final int CALLS = 12;
    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(5);

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        Set<String> missing = new HashSet<>(context.inputText().lines().toList());
        for (int calls = 0; !missing.isEmpty(); calls++) {
            if (calls == CALLS) {
                throw new IllegalStateException("no answer from " + missing);
            }
            for (String name : missing) {
                context.send(name, "are you there?");
            }
            if (hear(context, missing)) {
                calls = 0;
            }
        }
    }

    /** Whether anybody answered before it was quiet. */
    private static boolean hear(AgentContext context, Set<String> missing) throws InterruptedException {
        boolean heard = false;
        while (!missing.isEmpty()) {
            Optional<Message> answer = context.receive(BETWEEN_CALLS);
            if (answer.isEmpty()) {
                return heard;
            }
            heard |= missing.remove(answer.get().from());
        }
        return true;
    }
}
