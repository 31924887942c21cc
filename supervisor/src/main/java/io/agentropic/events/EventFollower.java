package io.agentropic.events;

import io.agentropic.status.AgentEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One reader's place in the stream of events. Events that a slow reader has no room for are counted and dropped, so that
 * nobody waits for it.
 */
public final class EventFollower implements AutoCloseable {

    private final BlockingQueue<AgentEvent> waiting = new LinkedBlockingQueue<>(2 * EventJournal.CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final Consumer<EventFollower> end;

    EventFollower(Consumer<EventFollower> end) {
        this.end = end;
    }

    void offer(AgentEvent event) {
        if (!waiting.offer(event)) {
            lost.incrementAndGet();
        }
    }

    /** The next event; empty when none came within {@code timeout}. */
    public Optional<AgentEvent> next(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** How many events were dropped since the last call. */
    public long takeLost() {
        return lost.getAndSet(0);
    }

    /** Follows no longer. */
    @Override
    public void close() {
        end.accept(this);
    }
}
