package io.agentropic.worker;

import io.agentropic.agent.Message;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Messages that the agent has not received yet, bounded in number and bytes. */
final class Inbox {

    private static final int MAX_MESSAGES = 1024;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final Orders orders;
    private final ArrayDeque<Message> messages = new ArrayDeque<>(); // guarded by orders.lock
    private long bytes; // guarded by orders.lock
    private boolean closed; // guarded by orders.lock

    Inbox(Orders orders) {
        this.orders = orders;
    }

    /** Drops what comes from now on: nobody will ever receive it. */
    void close() {
        orders.lock.lock();
        try {
            closed = true;
        } finally {
            orders.lock.unlock();
        }
    }

    /** Puts a message in, waiting for room; whether it is dealt with. After an order to stop it is dropped. */
    boolean offer(Message message, long millis) throws InterruptedException {
        orders.lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (isFull() && isOpen() && left > 0) {
                left = orders.changed.awaitNanos(left);
            }
            return !isOpen() || (!isFull() && add(message));
        } finally {
            orders.lock.unlock();
        }
    }

    /** The oldest message, or null when none came in time. A safe point. */
    @Nullable
    Message receive(long nanos) throws InterruptedException {
        orders.lock.lockInterruptibly();
        try {
            long end = System.nanoTime() + nanos;
            while (true) {
                orders.obey();
                Message message = remove();
                long left = end - System.nanoTime();
                if (message != null || left <= 0) {
                    return message;
                }
                orders.changed.awaitNanos(left);
            }
        } finally {
            orders.lock.unlock();
        }
    }

    private boolean isOpen() {
        return !closed && orders.stop() == null;
    }

    private boolean isFull() {
        return messages.size() >= MAX_MESSAGES || bytes >= MAX_BYTES;
    }

    private boolean add(Message message) {
        messages.add(message);
        bytes += message.length();
        orders.changed.signalAll();
        return true;
    }

    private @Nullable Message remove() {
        Message message = messages.poll();
        if (message != null) {
            bytes -= message.length();
            orders.changed.signalAll();
        }
        return message;
    }
}
