package io.agentropic.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a fact about the kernel that has no event of its own, a few milliseconds at a time. */
public final class Polling {

    private static final long FIRST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 16;

    private Polling() {}

    /**
     * Asks for {@code fact} until it holds.
     *
     * @return whether it held within {@code timeout}; it is asked for at least once
     * @throws InterruptedException when the thread is interrupted while waiting
     */
    public static boolean awaitFact(BooleanSupplier fact, Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() - start >= timeout.toNanos()) {
                return false;
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        return true;
    }

    /** As {@link #awaitFact}, for steps that must not be left half done: an interrupt is kept for later. */
    public static boolean awaitFactUninterrupted(BooleanSupplier fact, Duration timeout) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return awaitFact(fact, timeout.minusNanos(System.nanoTime() - start));
                } catch (InterruptedException keptForLater) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
