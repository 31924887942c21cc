package io.agentropic.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for an agent's thread. What steers a life is always accepted; messages of agents are bounded: a worker is
 * not read from while the inbox is full, and mail of others is refused.
 */
final class Inbox {

    /** Signals from which on the inbox counts as full. */
    static final int FULL = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    /** Guarded by {@link #lock}. */
    private final Deque<Signal> signals = new ArrayDeque<>();
    /** Whether the thread has ended; guarded by {@link #lock}. */
    private boolean closed;
    /** Whether somebody was told that there is no room, and waits to hear otherwise; guarded by {@link #lock}. */
    private boolean refused;

    /** Adds a signal however full the inbox is; {@code false} when nobody will ever take it. */
    boolean put(Signal signal) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            signals.addLast(signal);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Adds mail unless the inbox is full. */
    boolean offer(Signal.Mail mail) {
        lock.lock();
        try {
            if (closed || signals.size() >= FULL) {
                return false;
            }
            signals.addLast(mail);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is room; if not, {@link #takeRelief} tells when there is again. */
    boolean hasRoom() {
        lock.lock();
        try {
            boolean room = signals.size() < FULL;
            refused |= !room;
            return room;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is room again after {@link #hasRoom} said no; true once for each time. */
    boolean takeRelief() {
        lock.lock();
        try {
            boolean relieved = refused && signals.size() <= FULL / 2;
            refused &= !relieved;
            return relieved;
        } finally {
            lock.unlock();
        }
    }

    /** The thread has ended: answers what it did not get to. */
    List<Signal> close() {
        lock.lock();
        try {
            closed = true;
            List<Signal> left = List.copyOf(signals);
            signals.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next signal, at most until {@code deadline}. */
    Optional<Signal> await(Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (signals.isEmpty()) {
                if (deadline.passed()) {
                    return Optional.empty();
                }
                if (deadline.isSet()) {
                    var _ = arrived.awaitNanos(deadline.nanosLeft());
                } else {
                    arrived.await();
                }
            }
            return Optional.of(signals.removeFirst());
        } finally {
            lock.unlock();
        }
    }
}
