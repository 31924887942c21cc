package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.time.Duration;

/** Makes one step after the other, each so many milliseconds of work as its argument says, with a checkpoint in between. */
public final class ToilingAgent implements Agent {

    private static final Duration BOUND = Duration.ofMinutes(2);

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        long step = Duration.ofMillis(Long.parseLong(context.args().get(0))).toNanos();
        long end = System.nanoTime() + BOUND.toNanos();
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            while (System.nanoTime() - now < step) {
                Thread.onSpinWait();
            }
            context.progress();
            context.checkpoint();
        }
    }
}
