package io.agentropic.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Copies both streams of an agent while it runs, and to their last byte when it has ended. */
final class PassThrough {

    private static final Duration POLL = Duration.ofMillis(20);

    private final LogFollower out;
    private final LogFollower err;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("agentropic-output").daemon().unstarted(this::run);

    private PassThrough(LogFollower out, LogFollower err) {
        this.out = out;
        this.err = err;
    }

    static PassThrough start(LogFollower out, LogFollower err) {
        PassThrough started = new PassThrough(out, err);
        started.thread.start();
        return started;
    }

    /** The agent has ended: returns when everything it wrote was copied. */
    void finish() throws InterruptedException {
        ended.countDown();
        thread.join();
    }

    private void run() {
        try {
            boolean last;
            do {
                last = ended.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
                out.copyNew();
                err.copyNew();
            } while (!last);
        } catch (IOException e) {
            throw new UncheckedIOException("the agent's output cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
