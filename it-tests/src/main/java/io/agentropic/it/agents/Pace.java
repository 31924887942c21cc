package io.agentropic.it.agents;

import java.util.concurrent.locks.LockSupport;

/** Waiting in programs whose purpose is to wait. */
final class Pace {

    private Pace() {}

    /** Sleeps through interrupts, as a program does that does not care about them. */
    static void sleep(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            boolean unused = Thread.interrupted();
        }
    }
}
