package io.agentropic.events;

import io.agentropic.status.AgentEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what happened, in order, on one virtual thread of its own, so that no agent waits for a listener. When
 * listeners are so slow that {@link #CAPACITY} events wait, further ones are counted and dropped.
 */
public final class EventBus implements AutoCloseable {

    /** Events that may wait for slow listeners. */
    public static final int CAPACITY = 65_536;

    /** How long a slow listener may hold up {@link #close}. */
    public static final Duration CLOSE_TIME = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 1_024;
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    private sealed interface Item {
        record Happened(AgentEvent event) implements Item {}

        record End() implements Item {}
    }

    private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final List<Consumer<AgentEvent>> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread = Thread.ofVirtual().name("agentropic-events").unstarted(this::run);

    private EventBus() {}

    /** Starts to tell. */
    public static EventBus start() {
        EventBus bus = new EventBus();
        bus.thread.start();
        return bus;
    }

    /** Calls {@code listener} for each event from now on. */
    public void listen(Consumer<AgentEvent> listener) {
        listeners.add(listener);
    }

    /** Something happened. */
    public void publish(AgentEvent event) {
        if (!waiting.offer(new Item.Happened(event))) {
            dropped.increment();
        }
    }

    /** Events that no listener heard of. */
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        try {
            boolean open = true;
            while (open) {
                open = tellWaiting(waiting.take());
            }
        } catch (InterruptedException e) {
            LOG.warn("events are no longer told: their thread was interrupted");
        }
    }

    /** Tells {@code first} and what waits behind it; {@code false} when that was all. */
    private boolean tellWaiting(Item first) {
        List<Item> items = new ArrayList<>();
        items.add(first);
        waiting.drainTo(items, MOST_AT_ONCE);
        for (Item item : items) {
            if (!(item instanceof Item.Happened happened)) {
                return false;
            }
            listeners.forEach(listener -> tell(listener, happened.event()));
        }
        return true;
    }

    private static void tell(Consumer<AgentEvent> listener, AgentEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed on {}", event, e);
        }
    }

    /** Tells what still waits, then ends; a listener that holds it up for more than {@link #CLOSE_TIME} is interrupted. */
    @Override
    public void close() {
        try {
            boolean noted = waiting.offer(new Item.End(), CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
            if (!noted || !thread.join(CLOSE_TIME)) {
                LOG.warn("a listener of events holds up the end for more than {} s", CLOSE_TIME.toSeconds());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
