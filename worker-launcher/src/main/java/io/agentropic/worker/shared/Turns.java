package io.agentropic.worker.shared;

import io.agentropic.ipc.batch.SharedOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whose turn it is among the agents that share the carriers, decided at safe points: a virtual thread runs until it waits for
 * something, and those that can run stand in one line. Any thread may use it.
 */
final class Turns {

    /** While others of a higher level want the carriers, one of a lower level looks so often in a slice. */
    private static final int LOOKS = 4;

    /** From this part of all carriers on a level is said to want them all. */
    private static final double ALL = 0.9;

    private final int carriers;
    private volatile SharedOrder.Turns kind = SharedOrder.Turns.STEPS;
    private volatile long sliceNanos = TimeUnit.MILLISECONDS.toNanos(100);

    /** How long agents of each level have worked or waited for a carrier in this window, and in the two before; guarded by this. */
    private final long[][] wanted = new long[3][SharedOrder.LEVELS];

    private long windowBegan; // guarded by this

    /** Turns on so many carriers, each step one. */
    Turns(int carriers) {
        this.carriers = carriers;
    }

    void use(SharedOrder.Schedule order) {
        sliceNanos = TimeUnit.MILLISECONDS.toNanos(order.sliceMillis());
        kind = order.turns();
    }

    /** The agent stands at a safe point; returns when it is its turn again, after a slice at the latest if others come first. */
    void pass(Turn turn) {
        switch (kind) {
            case STEPS -> letOthersStep(turn);
            case SLICES -> letOthersRunOnceASliceIsOver(turn);
            case PRIORITY -> letHigherOnesRun(turn);
        }
    }

    private static void letOthersStep(Turn turn) {
        turn.debt += (float) SharedOrder.NORMAL_WEIGHT / turn.weight;
        while (turn.debt >= 1) {
            turn.debt -= 1;
            toTheEndOfTheLine();
        }
    }

    private void letOthersRunOnceASliceIsOver(Turn turn) {
        long now = System.nanoTime();
        if (turn.since == 0) {
            turn.since = now;
        } else if (now - turn.since >= sliceNanos * turn.weight / SharedOrder.NORMAL_WEIGHT) {
            toTheEndOfTheLine();
            turn.since = System.nanoTime();
        }
    }

    private void letHigherOnesRun(Turn turn) {
        long slice = sliceNanos;
        boolean crowdedOut = notes(turn, System.nanoTime());
        for (int i = 0; i < LOOKS && crowdedOut; i++) {
            LockSupport.parkNanos(slice / LOOKS);
            crowdedOut = !Thread.currentThread().isInterrupted() && higherOnesWantAll(turn.level, System.nanoTime());
        }
        toTheEndOfTheLine();
        if (turn.since == 0) {
            turn.since = System.nanoTime();
        }
    }

    /** Notes what the agent has wanted since its last safe point, and answers whether higher ones want all carriers. */
    synchronized boolean notes(Turn turn, long now) {
        boolean crowdedOut = higherOnesWantAll(turn.level, now);
        if (turn.since != 0) {
            wanted[0][turn.level] += Math.min(now - turn.since, window());
        }
        turn.since = crowdedOut ? 0 : now;
        return crowdedOut;
    }

    /** Whether they do, as far as one of the last windows tells. */
    synchronized boolean higherOnesWantAll(int level, long now) {
        roll(now);
        return Arrays.stream(wanted)
                        .mapToLong(times -> sumAbove(times, level))
                        .max()
                        .orElse(0)
                >= ALL * carriers * window();
    }

    private static long sumAbove(long[] times, int level) {
        long sum = 0;
        for (int i = level + 1; i < times.length; i++) {
            sum += times[i];
        }
        return sum;
    }

    private void roll(long now) {
        long windows = (now - windowBegan) / window();
        for (int i = 0; i < Math.min(windows, wanted.length); i++) {
            long[] oldest = wanted[wanted.length - 1];
            System.arraycopy(wanted, 0, wanted, 1, wanted.length - 1);
            Arrays.fill(oldest, 0);
            wanted[0] = oldest;
        }
        windowBegan += windows * window();
    }

    private long window() {
        return sliceNanos / 2;
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private static void toTheEndOfTheLine() {
        Thread.yield();
    }
}
