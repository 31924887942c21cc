package io.agentropic.lifecycle;

import java.time.Duration;

/** How long one incarnation has lived, and run. Owned by the agent's thread. */
final class LifeClock {

    private final long began = System.nanoTime();
    private long entered;
    private boolean running;

    /** Its code was entered: from here its run time counts. */
    void entered() {
        entered = System.nanoTime();
        running = true;
    }

    /** Since it began. */
    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Since its code was entered, time in which it stood still not counted; zero before. */
    Duration ranFor(Standstill standstill) {
        long now = System.nanoTime();
        return running ? Duration.ofNanos(now - entered - standstill.nanos(now)) : Duration.ZERO;
    }
}
