package io.agentropic.worker.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Agents that had not ended when their time was over, and whose threads may still run. A JVM cannot end a thread: when they
 * hold all threads that carry agents, or are many, the JVM as a whole has to end.
 */
final class Abandoned {

    /** How many are put up with, however quiet. */
    private static final int MOST = 1_000;

    private static final int MOST_NAMED = 5;
    private static final long GRACE_NANOS = 1_000_000_000;

    private final int carriers;
    private final List<Left> left = new ArrayList<>();

    private record Left(SharedRun run, long sinceNanos) {}

    /** With so many threads that carry agents. */
    Abandoned(int carriers) {
        this.carriers = carriers;
    }

    void add(SharedRun run) {
        left.add(new Left(run, System.nanoTime()));
    }

    boolean isEmpty() {
        return left.isEmpty();
    }

    /**
     * Looks which are still there.
     *
     * @throws IllegalStateException when they are too many for this JVM to go on
     */
    void requireFew() {
        left.removeIf(agent -> agent.run().thread() == null);
        List<Left> busy = left.stream().filter(Abandoned::isBusy).toList();
        if (busy.size() >= carriers) {
            throw new IllegalStateException("abandoned agents compute on and hold all " + carriers
                    + " threads that carry agents: " + names(busy));
        }
        if (left.size() >= MOST) {
            throw new IllegalStateException(left.size() + " abandoned agents have not ended: " + names(left));
        }
    }

    private static boolean isBusy(Left agent) {
        Thread thread = agent.run().thread();
        return System.nanoTime() - agent.sinceNanos() > GRACE_NANOS
                && thread != null
                && thread.getState() == Thread.State.RUNNABLE;
    }

    private static String names(List<Left> agents) {
        String first = agents.stream()
                .limit(MOST_NAMED)
                .map(agent -> "'" + agent.run().name() + "'")
                .collect(Collectors.joining(", "));
        return agents.size() > MOST_NAMED ? first + " and others" : first;
    }
}
