package io.agentropic.pool;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The agents that are being started, for which processors are left free. One that takes long, as its own code may, holds
 * nobody up any more. Guarded by its pool.
 */
final class Starts {

    /** How long a start counts. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** After the last start: a JVM that has just begun has work left to do. */
    private static final Duration SETTLING = Duration.ofMillis(50);

    /** When each began, and itself. */
    private final Set<Start> present = new HashSet<>();

    private long quietFrom = System.nanoTime();

    /** One start. */
    static final class Start {
        private final long beganNanos;

        private Start(long now) {
            this.beganNanos = now;
        }
    }

    Start begin(long now) {
        Start start = new Start(now);
        present.add(start);
        return start;
    }

    /** It is over, for good or ill; a second call does nothing. */
    void end(Start start, long now) {
        if (present.remove(start)) {
            quietFrom = now + SETTLING.toNanos();
        }
    }

    /** In how many nanoseconds nobody starts any more, if nobody begins or ends before; 0 for now. */
    long quietIn(long now) {
        present.removeIf(start -> now - start.beganNanos > LONGEST.toNanos());
        return present.isEmpty() ? Math.max(0, quietFrom - now) : LONGEST.toNanos();
    }
}
