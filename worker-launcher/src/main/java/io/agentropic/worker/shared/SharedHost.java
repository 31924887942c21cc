package io.agentropic.worker.shared;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import io.agentropic.ipc.batch.BatchCodec;
import java.time.Duration;
import java.util.Optional;

/**
 * The agent that has many agents live in its JVM, each on a virtual thread. What it receives are batches of orders, what it
 * sends are batches of news; the attribute {@value #LOOK} says how many milliseconds lie between two looks at all of them.
 */
public final class SharedHost implements Agent {

    /** The attribute with the time between two looks. */
    public static final String LOOK = "lookMillis";

    private static final long DEFAULT_LOOK_MILLIS = 5_000;
    private static final long LOOK_AFTER_ABANDONED_MILLIS = 500;

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        long interval = context.attribute(LOOK).map(Long::parseLong).orElse(DEFAULT_LOOK_MILLIS);
        try (NewsDesk news = NewsDesk.open(context)) {
            Residents residents = new Residents(news);
            context.ready();
            long looked = System.nanoTime();
            while (true) {
                long every = residents.haveAbandoned() ? Math.min(interval, LOOK_AFTER_ABANDONED_MILLIS) : interval;
                long left = looked + every * 1_000_000 - System.nanoTime();
                if (left <= 0) {
                    residents.look();
                    looked = System.nanoTime();
                    continue;
                }
                Optional<Message> batch = context.receive(Duration.ofNanos(left));
                if (batch.isPresent()) {
                    BatchCodec.ORDERS.decode(batch.get().bytes(), residents::obey);
                }
            }
        }
    }
}
