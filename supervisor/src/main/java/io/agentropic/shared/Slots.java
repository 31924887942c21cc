package io.agentropic.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers by which the shared JVM knows its agents, and the lives that have them. Any thread may use it. */
final class Slots {

    private static final int FIRST = 64;
    private static final int MOST = 1 << 24;

    /** Guarded by this. */
    private @Nullable SharedLife[] lives = new SharedLife[FIRST];
    /** Numbers below {@link #used} that are free, the last one first; guarded by this. */
    private int[] free = new int[FIRST];
    /** Guarded by this. */
    private int freeCount;
    /** Guarded by this. */
    private int used;

    /**
     * A number for this life.
     *
     * @throws IllegalStateException when there are too many
     */
    synchronized int take(SharedLife life) {
        int number = freeCount > 0 ? free[--freeCount] : fresh();
        lives[number] = life;
        return number;
    }

    private int fresh() {
        if (used == MOST) {
            throw new IllegalStateException("the shared JVM holds " + MOST + " agents at most");
        }
        if (used == lives.length) {
            lives = Arrays.copyOf(lives, used * 2);
        }
        return used++;
    }

    /** Nobody has the number any more. */
    synchronized void release(int number) {
        lives[number] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = number;
    }

    /** Whose number it is; {@code null} when it is nobody's. */
    synchronized @Nullable SharedLife find(int number) {
        return number < used ? lives[number] : null;
    }

    /** All that have a number now. */
    synchronized List<SharedLife> all() {
        List<SharedLife> all = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            SharedLife life = lives[i];
            if (life != null) {
                all.add(life);
            }
        }
        return all;
    }
}
