package io.agentropic.shared;

import io.agentropic.ipc.Payload;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of the shared level: hears what the shared JVM says, in order, and keeps time for all agents. It sleeps
 * while there is nothing to hear and no time is due.
 */
final class Dispatcher implements AutoCloseable {

    /** What the shared JVM says may wait for it: 8 MiB. */
    private static final long ROOM_BYTES = 8L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    /** Guarded by {@link #lock}. */
    private final ArrayDeque<Task> tasks = new ArrayDeque<>();
    /** Guarded by {@link #lock}. */
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::fromOrigin));
    /** Guarded by {@link #lock}. */
    private long bytes;
    /** Guarded by {@link #lock}. */
    private boolean refused;
    /** Guarded by {@link #lock}. */
    private boolean ended;

    private final long origin = System.nanoTime();
    private final Runnable relief;
    private final Thread thread =
            Thread.ofPlatform().name("agentropic-shared").daemon().unstarted(this::run);

    private record Task(Runnable task, int bytes) {}

    private record Timer(long fromOrigin, Runnable task) {}

    private Dispatcher(Runnable relief) {
        this.relief = relief;
    }

    /** Starts; {@code relief} is called when there is room again after there was none. */
    static Dispatcher start(Runnable relief) {
        Dispatcher dispatcher = new Dispatcher(relief);
        dispatcher.thread.start();
        return dispatcher;
    }

    /** Does {@code task} after what was posted before. */
    void post(Runnable task) {
        post(new Task(task, 0));
    }

    /**
     * As {@link #post(Runnable)}.
     *
     * @return whether there is room for more like it
     */
    boolean post(Payload heard, Runnable task) {
        return post(new Task(task, heard.length()));
    }

    private boolean post(Task task) {
        lock.lock();
        try {
            if (!ended) {
                tasks.add(task);
                bytes += task.bytes();
                arrived.signal();
            }
            refused |= bytes >= ROOM_BYTES;
            return bytes < ROOM_BYTES;
        } finally {
            lock.unlock();
        }
    }

    boolean hasRoom() {
        lock.lock();
        try {
            refused |= bytes >= ROOM_BYTES;
            return bytes < ROOM_BYTES;
        } finally {
            lock.unlock();
        }
    }

    /** Does {@code task} so many nanoseconds from now. */
    void in(long nanos, Runnable task) {
        lock.lock();
        try {
            long now = System.nanoTime() - origin;
            timers.add(new Timer(nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos, task));
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Runnable next = next(); next != null; next = next()) {
                perform(next);
            }
        } catch (InterruptedException e) {
            LOG.error("the agents of the shared JVM are no longer supervised: their thread was interrupted", e);
        }
    }

    private static void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a step of the shared level failed", e);
        }
    }

    private @Nullable Runnable next() throws InterruptedException {
        boolean relieved = false;
        @Nullable Runnable next = null;
        lock.lockInterruptibly();
        try {
            while (next == null && !ended) {
                Timer timer = timers.peek();
                long left = timer == null ? Long.MAX_VALUE : timer.fromOrigin() - (System.nanoTime() - origin);
                Task task = tasks.peek();
                if (timer != null && left <= 0) {
                    timers.remove();
                    next = timer.task();
                } else if (task != null) {
                    tasks.remove();
                    bytes -= task.bytes();
                    relieved = refused && bytes < ROOM_BYTES / 2;
                    refused &= !relieved;
                    next = task.task();
                } else {
                    var _ = arrived.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
        if (relieved) {
            relief.run();
        }
        return next;
    }

    /** Does nothing any more, as soon as what it is doing is done. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            tasks.clear();
            timers.clear();
            arrived.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
