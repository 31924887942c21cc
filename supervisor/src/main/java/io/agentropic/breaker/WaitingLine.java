package io.agentropic.breaker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/**
 * The agents that wait for a permit, first come first served. When many may go at once they go one by one, a random
 * moment apart: whatever had failed has just come back.
 */
final class WaitingLine {

    /** The mean time between two of a crowd. */
    static final Duration APART = Duration.ofMillis(200);

    private final CircuitBreaker breaker;
    private final DoubleSupplier random;
    private final Deque<PermitWaiter> waiting = new ArrayDeque<>();
    private long nextRelease;
    private boolean releasing;

    WaitingLine(CircuitBreaker breaker, DoubleSupplier random) {
        this.breaker = breaker;
        this.random = random;
    }

    void add(PermitWaiter waiter) {
        waiting.addLast(waiter);
    }

    void remove(PermitWaiter waiter) {
        waiting.remove(waiter);
    }

    List<PermitWaiter> all() {
        return List.copyOf(waiting);
    }

    int size() {
        return waiting.size();
    }

    /** Lets go whoever may go now. */
    void serve(long now) {
        while (!waiting.isEmpty() && !(releasing && now - nextRelease < 0)) {
            Optional<Permit> permit = breaker.tryAcquire(now);
            if (permit.isEmpty()) {
                return;
            }
            waiting.removeFirst().granted(permit.get());
            releasing = !waiting.isEmpty();
            nextRelease = now + (long) (APART.toNanos() * 2 * random.getAsDouble());
        }
    }

    /** When to serve again although nothing arrives. */
    OptionalLong nextService(long now) {
        if (waiting.isEmpty()) {
            return OptionalLong.empty();
        }
        return releasing && now - nextRelease < 0 ? OptionalLong.of(nextRelease) : breaker.nextChange();
    }
}
