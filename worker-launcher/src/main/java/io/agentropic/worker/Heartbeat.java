package io.agentropic.worker;

import io.agentropic.agent.Health;
import io.agentropic.ipc.WorkerMessage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that tells the supervisor, at a fixed delay, that this JVM lives, how far the agent has come, and what it
 * uses.
 *
 * <p>It runs no agent code and never waits for anyone: a heartbeat for which the {@link Outbox} has no room is left out.
 * The step count is what tells an agent that works from one that only has a living JVM.
 */
final class Heartbeat implements Runnable {

    private static final int MAX_DETAIL_LENGTH = 1_000;

    private final Outbox outbox;
    private final AtomicLong steps;
    private final HealthCheck health;
    private final UncaughtReporter uncaught;
    private volatile long intervalNanos;
    private final Thread thread = Daemon.of("agentropic-heartbeat", this);
    private long sequence;
    private boolean memoryExhausted;

    Heartbeat(Outbox outbox, AtomicLong steps, HealthCheck health, UncaughtReporter uncaught) {
        this.outbox = outbox;
        this.steps = steps;
        this.health = health;
        this.uncaught = uncaught;
    }

    /** There is a thread for it; it says nothing yet. */
    void start() {
        thread.start();
    }

    /** From now on one is sent each time so many milliseconds have passed. */
    void every(long millis) {
        intervalNanos = Math.min(millis, Integer.MAX_VALUE) * 1_000_000;
        LockSupport.unpark(thread);
    }

    /** Has one sent without waiting for its time. */
    void beatNow() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (intervalNanos == 0) {
            LockSupport.park(this);
        }
        while (true) {
            LockSupport.parkNanos(this, intervalNanos);
            try {
                beat();
            } catch (OutOfMemoryError exhausted) {
                reportOnce(exhausted);
            }
        }
    }

    private void beat() {
        Health now = health.last();
        boolean queued = outbox.offer(new WorkerMessage.Heartbeat(
                sequence + 1, steps.get(), now.ok(), Cut.to(MAX_DETAIL_LENGTH, now.detail()), JvmMeter.sample()));
        if (queued) {
            sequence++;
        }
    }

    private void reportOnce(OutOfMemoryError exhausted) {
        if (!memoryExhausted) {
            memoryExhausted = true;
            uncaught.report(thread, exhausted);
        }
    }
}
