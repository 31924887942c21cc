package io.agentropic.lifecycle;

import io.agentropic.status.AgentMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that agents send to the supervisor, for one listener on a virtual thread of its own. Bounded: agents whose messages
 * find no room are held back until the listener has dealt with what it has. Any thread may use it.
 */
final class Letterbox {

    /** Messages that may wait for a slow listener. */
    static final int MOST = 8_192;

    /** Bytes of their payloads: 16 MiB. */
    private static final long MOST_BYTES = 16L << 20;

    /** How long a slow listener may hold up {@link #close}. */
    private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

    private static final Delivery REFUSED = new Delivery.Refused("the supervisor's inbox is full");

    private static final Logger LOG = LoggerFactory.getLogger(Letterbox.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    /** All of these are guarded by the lock. */
    private Deque<AgentMessage> messages = new ArrayDeque<>();

    private long bytes;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean stalled;
    private boolean closed;
    private volatile @Nullable Thread reader;

    void open(Consumer<AgentMessage> listener) {
        lock.lock();
        try {
            if (reader != null) {
                throw new IllegalStateException("somebody listens to the messages of agents already");
            }
            reader = Thread.ofVirtual().name("agentropic-messages").start(() -> read(listener));
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        return reader != null;
    }

    Delivery offer(AgentMessage message, Runnable whenRoom) {
        lock.lock();
        try {
            if (messages.size() >= MOST || bytes >= MOST_BYTES) {
                if (stalled) {
                    return REFUSED;
                }
                waiting.add(whenRoom);
                return Delivery.FULL;
            }
            messages.addLast(message);
            bytes += message.payload().length();
            if (messages.size() == 1) {
                arrived.signal();
            }
            return Delivery.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    private void read(Consumer<AgentMessage> listener) {
        try {
            for (Deque<AgentMessage> some = take(); !some.isEmpty(); some = take()) {
                some.forEach(message -> tell(listener, message));
            }
        } catch (InterruptedException e) {
            LOG.warn("the messages of agents are no longer read: their thread was interrupted");
        }
    }

    /** Takes all that wait; none once it is closed. */
    private Deque<AgentMessage> take() throws InterruptedException {
        List<Runnable> told;
        Deque<AgentMessage> taken;
        lock.lockInterruptibly();
        try {
            while (messages.isEmpty() && !closed) {
                arrived.await();
            }
            taken = messages;
            messages = new ArrayDeque<>();
            bytes = 0;
            stalled = false;
            told = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        told.forEach(Runnable::run);
        return taken;
    }

    private static void tell(Consumer<AgentMessage> listener, AgentMessage message) {
        try {
            listener.accept(message);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed on a message of agent '{}'", message.from(), e);
        }
    }

    /** Nobody is held back for the listener until it takes something again. */
    void stall() {
        List<Runnable> told;
        lock.lock();
        try {
            stalled = true;
            told = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        told.forEach(Runnable::run);
    }

    /** Ends the thread when all that waits was told, and waits for that. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        Thread telling = reader;
        try {
            if (telling != null && !telling.join(CLOSE_TIME)) {
                LOG.warn(
                        "the listener to agents' messages holds up the end for more than {} s", CLOSE_TIME.toSeconds());
                telling.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
