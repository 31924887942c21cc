package io.agentropic.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the hooks of one agent in order, on virtual threads: one exists only while there is something to call. A hook
 * that takes too long is interrupted and left to itself; the next one is called all the same.
 */
final class HookRunner {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Calls that may wait for a slow hook; agents cause them, so their number has a bound. */
    static final int CAPACITY = 256;

    private static final Logger LOG = LoggerFactory.getLogger(HookRunner.class);

    private final String agent;
    private final Duration timeout;
    /** Guarded by this. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean running;

    HookRunner(String agent) {
        this(agent, TIMEOUT);
    }

    HookRunner(String agent, Duration timeout) {
        this.agent = agent;
        this.timeout = timeout;
    }

    /** Calls the hook after those before it, or not at all while too many wait. */
    synchronized void call(Runnable hook) {
        if (waiting.size() == CAPACITY) {
            LOG.warn("a hook of agent '{}' is not called: {} calls wait already", agent, CAPACITY);
            return;
        }
        waiting.addLast(hook);
        if (!running) {
            running = true;
            Thread.ofVirtual().name("hooks-" + agent).start(this::drain);
        }
    }

    private void drain() {
        for (Runnable hook = next(); hook != null; hook = next()) {
            callWithin(hook);
        }
    }

    private synchronized @Nullable Runnable next() {
        running = !waiting.isEmpty();
        return waiting.pollFirst();
    }

    private void callWithin(Runnable hook) {
        Thread thread = Thread.ofVirtual().name("hook-" + agent).unstarted(hook);
        thread.setUncaughtExceptionHandler((failed, thrown) -> LOG.warn("a hook of agent '{}' failed", agent, thrown));
        thread.start();
        try {
            if (!thread.join(timeout)) {
                LOG.warn("a hook of agent '{}' took longer than {} ms and is interrupted", agent, timeout.toMillis());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
