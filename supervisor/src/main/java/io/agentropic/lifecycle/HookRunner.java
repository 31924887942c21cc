package io.agentropic.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the hooks of one agent in order, on virtual threads: one exists only while there is something to call. A hook
 * that takes too long is interrupted and left to itself; the next one is called all the same. What goes wrong is told, and
 * changes nothing.
 */
final class HookRunner {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Calls that may wait for a slow hook; agents cause them, so their number has a bound. */
    static final int CAPACITY = 256;

    private static final Logger LOG = LoggerFactory.getLogger(HookRunner.class);

    private final String agent;
    private final Duration timeout;
    private final Consumer<String> failures;
    /** Guarded by this. */
    private final Deque<Call> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean running;

    /** {@code failures} is told, in a sentence and on any thread, of each hook that failed. */
    HookRunner(String agent, Consumer<String> failures) {
        this(agent, TIMEOUT, failures);
    }

    HookRunner(String agent, Duration timeout, Consumer<String> failures) {
        this.agent = agent;
        this.timeout = timeout;
        this.failures = failures;
    }

    /** A hook of the program. */
    interface Hook {
        void run() throws Exception;
    }

    /** A hook, and who wants to know what came of it. */
    private record Call(Hook hook, Consumer<String> outcome) {}

    /** Calls the hook after those before it, or not at all while too many wait. */
    void call(Runnable hook) {
        ask(hook::run, _ -> {});
    }

    /**
     * As {@link #call}; {@code outcome} is told, on any thread and once, that the hook has returned (an empty text), or what
     * went wrong: {@code threw java.io.IOException: …}.
     */
    void ask(Hook hook, Consumer<String> outcome) {
        if (!enqueue(new Call(hook, outcome))) {
            LOG.warn("a hook of agent '{}' is not called: {} calls wait already", agent, CAPACITY);
            outcome.accept("was not called, because " + CAPACITY + " calls wait already");
        }
    }

    private synchronized boolean enqueue(Call call) {
        if (waiting.size() == CAPACITY) {
            return false;
        }
        waiting.addLast(call);
        if (!running) {
            running = true;
            Thread.ofVirtual().name("hooks-" + agent).start(this::drain);
        }
        return true;
    }

    private void drain() {
        for (Call call = next(); call != null; call = next()) {
            callWithin(call);
        }
    }

    private synchronized @Nullable Call next() {
        running = !waiting.isEmpty();
        return waiting.pollFirst();
    }

    private void callWithin(Call call) {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Void> task = new FutureTask<>(() -> {
            begun.countDown();
            call.hook().run();
            return null;
        });
        Thread thread = Thread.ofVirtual().name("hook-" + agent).start(task);
        try {
            // A machine that is too busy to begin says nothing about the hook.
            begun.await();
            task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            call.outcome().accept("");
        } catch (ExecutionException e) {
            LOG.warn("a hook of agent '{}' failed", agent, e.getCause());
            failures.accept("a hook failed: " + e.getCause());
            call.outcome().accept("threw " + e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            String late = "took longer than " + timeout.toMillis() + " ms and was interrupted";
            LOG.warn("a hook of agent '{}' {}", agent, late);
            failures.accept("a hook " + late);
            call.outcome().accept(late);
        } catch (InterruptedException e) {
            thread.interrupt();
            call.outcome().accept("was interrupted");
            Thread.currentThread().interrupt();
        }
    }
}
