package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Health;
import io.agentropic.agent.Message;
import java.time.Duration;
import java.util.Optional;

/**
 * Works in small steps, and changes its mood by message: {@code ready} says that it is ready, {@code sick} lets {@code
 * health()} say so, {@code stall} makes no further step while its JVM lives on, {@code spin} takes all the CPU it can get
 * for a minute.
 */
public final class MoodyAgent implements Agent {

    private static final Duration STEP = Duration.ofMillis(20);
    private static final int SPINNERS = 8;
    private static final long SPIN_NANOS = 60_000_000_000L;

    private volatile Health health = Health.healthy();

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        while (!context.stopRequested()) {
            context.progress();
            Optional<Message> message = context.receive(STEP);
            if (message.isPresent()) {
                obey(message.get().text(), context);
            }
        }
    }

    private void obey(String mood, AgentContext context) {
        switch (mood) {
            case "ready" -> context.ready();
            case "sick" -> health = Health.unhealthy("the disk is full");
            case "stall" -> stall();
            case "spin" -> spin();
            default -> throw new IllegalArgumentException("unknown mood '" + mood + "'");
        }
    }

    private static void stall() {
        Pace.sleep(Stubborn.BOUND_MILLIS);
    }

    private static void spin() {
        long end = System.nanoTime() + SPIN_NANOS;
        for (int i = 0; i < SPINNERS; i++) {
            Thread spinner = new Thread(
                    () -> {
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                    },
                    "spinner-" + i);
            spinner.setDaemon(true);
            spinner.start();
        }
    }

    @Override
    public Health health() {
        return health;
    }
}
