package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.time.Duration;

/**
 * Measures the way to the supervisor and back: sends messages to itself, one at a time, after so many to warm up
 * ({@code WARM-UP COUNT}). Its result is one line of nanoseconds, separated by spaces.
 */
public final class RoundTripAgent implements Agent {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        int warmUp = Integer.parseInt(context.args().get(0));
        int count = Integer.parseInt(context.args().get(1));
        byte[] payload = new byte[64];
        StringBuilder nanoseconds = new StringBuilder();
        for (int i = 0; i < warmUp + count; i++) {
            long before = System.nanoTime();
            context.send(context.name(), payload);
            if (context.receive(PATIENCE).isEmpty()) {
                throw new IllegalStateException("message " + i + " did not come back within " + PATIENCE);
            }
            if (i >= warmUp) {
                nanoseconds.append(System.nanoTime() - before).append(' ');
            }
        }
        context.result(nanoseconds.toString());
    }
}
