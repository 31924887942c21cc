package io.agentropic.worker;

import io.agentropic.agent.StopRequestedException;
import io.agentropic.ipc.WorkerMessage.Paused;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor wants of the agent right now: go on, pause, or stop.
 *
 * <p>Its lock also guards the {@link Inbox}, since a thread waits for a message and for an order at once.
 */
final class Orders {

    private static final long NO_EPOCH = -1;

    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();

    private final Outbox outbox;
    private volatile @Nullable StopOrder stop; // written under lock
    private volatile boolean pausing; // written under lock
    private long epoch = NO_EPOCH; // guarded by lock
    private long announcedEpoch = NO_EPOCH; // guarded by lock

    Orders(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The order to stop that is in force; never goes away, and is only replaced by one with an earlier end. */
    @Nullable
    StopOrder stop() {
        return stop;
    }

    void stop(StopOrder order) {
        lock.lock();
        try {
            StopOrder earlier = stop;
            if (earlier == null || order.nanosUntil(4) < earlier.nanosUntil(4)) {
                stop = order;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void pause(long newEpoch) {
        lock.lock();
        try {
            if (newEpoch > epoch) {
                epoch = newEpoch;
                pausing = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the pause of this epoch, and those before it. */
    void resume(long endedEpoch) {
        lock.lock();
        try {
            if (endedEpoch >= epoch) {
                pausing = false;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns at once when there is no order; otherwise obeys it. */
    void safePoint() throws InterruptedException {
        if (stop == null && !pausing) {
            return;
        }
        lock.lockInterruptibly();
        try {
            obey();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while a pause is in force; the caller holds the lock. */
    void obey() throws InterruptedException {
        requireNoStop();
        while (pausing) {
            announcePause();
            changed.await();
            requireNoStop();
        }
    }

    /** Waits for an order to stop. */
    StopOrder awaitStop() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            StopOrder order = stop;
            while (order == null) {
                changed.await();
                order = stop;
            }
            return order;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for an order to stop, and then until so many quarters of its grace have passed. */
    void awaitQuarterOfGrace(int quarters) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = awaitStop().nanosUntil(quarters);
            while (left > 0) {
                changed.awaitNanos(left);
                left = awaitStop().nanosUntil(quarters);
            }
        } finally {
            lock.unlock();
        }
    }

    private void announcePause() {
        if (announcedEpoch < epoch) {
            announcedEpoch = epoch;
            outbox.post(new Paused(epoch));
        }
    }

    private void requireNoStop() {
        StopOrder order = stop;
        if (order != null) {
            throw new StopRequestedException(order.reason());
        }
    }
}
