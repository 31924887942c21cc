package io.agentropic.lifecycle;

import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether the processes of one incarnation stand still, for whom, and for how long they have. They do as long as anybody wants
 * it. Owned by the agent's thread, apart from {@link #heldBack} and {@link #heldBackNow}, which any thread may ask.
 */
final class Standstill {

    /** For whom they stand still. */
    enum Holder {
        /** The agent's user, or its group's. */
        PAUSE,
        /** The scheduler, in favour of others. */
        SCHEDULER
    }

    private final Set<Holder> holders = EnumSet.noneOf(Holder.class);
    private long since;
    private long earlierNanos;
    private volatile long heldBackEarlier;
    private volatile long heldBackSince;
    private volatile boolean heldBack;

    boolean inForce() {
        return !holders.isEmpty();
    }

    boolean inForce(Holder holder) {
        return holders.contains(holder);
    }

    /** How long they have stood still in all, as of {@code now}, a moment of {@link System#nanoTime}. */
    long nanos(long now) {
        return earlierNanos + (inForce() ? now - since : 0);
    }

    /** For how long the scheduler has held them back in all. */
    Duration heldBack() {
        long nanos = heldBackEarlier;
        return Duration.ofNanos(heldBack ? nanos + System.nanoTime() - heldBackSince : nanos);
    }

    /** Whether the scheduler holds them back. */
    boolean heldBackNow() {
        return heldBack;
    }

    /**
     * Makes every process in the fence stand still; {@code false} when that was not confirmed in time. The scheduler takes the
     * kernel's word for it, a user has it confirmed.
     */
    boolean begin(Holder holder, Fence fence, Duration timeout) {
        boolean earlier = inForce();
        boolean done = switch (holder) {
            case PAUSE -> fence.freeze(timeout);
            case SCHEDULER -> earlier || fence.hold(timeout);
        };
        if (!done) {
            return false;
        }
        since = earlier ? since : System.nanoTime();
        holders.add(holder);
        if (holder == Holder.SCHEDULER && !heldBack) {
            heldBackSince = System.nanoTime();
            heldBack = true;
        }
        return true;
    }

    private static boolean runsAgain(Holder holder, Fence fence, Duration timeout) {
        return switch (holder) {
            case PAUSE -> fence.thaw(timeout);
            case SCHEDULER -> fence.letGo(timeout);
        };
    }

    /**
     * Lets them run again, unless somebody else still wants them to stand still; returns how long they stood still.
     *
     * @return zero when they still do, or did not
     * @throws FenceException when it was not confirmed in time
     */
    Duration end(Holder holder, Fence fence, Duration timeout) {
        if (!holders.contains(holder)) {
            return Duration.ZERO;
        }
        if (holders.size() == 1 && !runsAgain(holder, fence, timeout)) {
            throw new FenceException("its processes did not run again within " + timeout);
        }
        holders.remove(holder);
        long now = System.nanoTime();
        if (holder == Holder.SCHEDULER) {
            heldBackEarlier = heldBackEarlier + now - heldBackSince;
            heldBack = false;
        }
        if (inForce()) {
            return Duration.ZERO;
        }
        long stood = now - since;
        earlierNanos += stood;
        return Duration.ofNanos(stood);
    }
}
