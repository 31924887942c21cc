package io.agentropic.lifecycle;

import io.agentropic.ipc.WorkerMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for an agent's thread. What steers a life is always accepted; what workers say is bounded: one is not read from
 * while its agent's inbox is full.
 */
final class Inbox {

    /** Signals from which on the inbox counts as full. */
    static final int FULL = 256;

    /** Payload bytes of waiting messages from which on it counts as full, too: 32 MiB. */
    static final long FULL_BYTES = 32L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    /** Guarded by {@link #lock}. */
    private final Deque<Signal> signals = new ArrayDeque<>();
    /** Payload bytes in {@link #signals}; guarded by {@link #lock}. */
    private long bytes;
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
            add(signal);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(Signal signal) {
        signals.addLast(signal);
        bytes += payloadBytes(signal);
        arrived.signal();
    }

    /** Whether the inbox is filled up to one part in {@code parts} of what it may hold. */
    private boolean full(int parts) {
        return signals.size() >= FULL / parts || bytes >= FULL_BYTES / parts;
    }

    private static long payloadBytes(Signal signal) {
        return switch (signal) {
            case Signal.Heard(long _, WorkerMessage.Result(var payload)) -> payload.length();
            case Signal.Command _,
                    Signal.Admitted _,
                    Signal.Permitted _,
                    Signal.Held _,
                    Signal.DomainNews _,
                    Signal.HookFailed _,
                    Signal.OfIncarnation _,
                    Signal.Order _,
                    Signal.Observed _,
                    Signal.Watch _,
                    Signal.WindDown _ -> 0;
        };
    }

    /** Whether there is room; if not, {@link #takeRelief} tells when there is again. */
    boolean hasRoom() {
        lock.lock();
        try {
            boolean room = !full(1);
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
            boolean relieved = refused && !full(2);
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
            bytes = 0;
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
            Signal first = signals.removeFirst();
            bytes -= payloadBytes(first);
            return Optional.of(first);
        } finally {
            lock.unlock();
        }
    }
}
