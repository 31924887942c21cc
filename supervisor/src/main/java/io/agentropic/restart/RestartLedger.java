package io.agentropic.restart;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is spent of a restart budget. Instants are readings of a monotonic clock in nanoseconds. Not thread-safe.
 */
public final class RestartLedger {

    private final RestartBudget budget;
    private final Deque<Long> charged = new ArrayDeque<>();

    /** Nothing is spent yet. */
    public RestartLedger(RestartBudget budget) {
        this.budget = budget;
    }

    /** Drops what has left the window, counts this restart and tells whether it is allowed; OTP's {@code add_restart}. */
    public boolean charge(long nowNanos) {
        if (budget.maxRestarts() == RestartBudget.UNLIMITED) {
            return true;
        }
        long windowNanos = nanos(budget.window());
        while (!charged.isEmpty() && nowNanos - charged.getFirst() > windowNanos) {
            charged.removeFirst();
        }
        charged.addLast(nowNanos);
        return charged.size() <= budget.maxRestarts();
    }

    private static long nanos(Duration window) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        return window.compareTo(longest) > 0 ? Long.MAX_VALUE : window.toNanos();
    }

    /** Nothing is spent any more. */
    public void forgive() {
        charged.clear();
    }

    /** That it is spent, in words: {@code 5 in 600 s}. */
    public String limit() {
        return budget.maxRestarts() + " in " + budget.window().toSeconds() + " s";
    }

    /** What is spent, in words: {@code 2 of 5 in 600 s}; empty without a limit. */
    public String spent() {
        return budget.maxRestarts() == RestartBudget.UNLIMITED ? "" : charged.size() + " of " + limit();
    }
}
