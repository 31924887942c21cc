package io.agentropic.lifecycle;

import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import java.time.Duration;

/** Whether the processes of one incarnation stand still, and for how long they have. Owned by the agent's thread. */
final class Standstill {

    private boolean inForce;
    private long since;
    private long earlierNanos;

    boolean inForce() {
        return inForce;
    }

    /** How long they have stood still in all, as of {@code now}, a moment of {@link System#nanoTime}. */
    long nanos(long now) {
        return earlierNanos + (inForce ? now - since : 0);
    }

    /** Makes every process in the fence stand still; {@code false} when that was not confirmed in time. */
    boolean begin(Fence fence, Duration timeout) {
        if (!fence.freeze(timeout)) {
            return false;
        }
        inForce = true;
        since = System.nanoTime();
        return true;
    }

    /**
     * Lets them run again; returns how long they stood still.
     *
     * @throws FenceException when that was not confirmed in time
     */
    Duration end(Fence fence, Duration timeout) {
        if (!inForce) {
            return Duration.ZERO;
        }
        if (!fence.thaw(timeout)) {
            throw new FenceException("its processes did not run again within " + timeout);
        }
        inForce = false;
        long stood = System.nanoTime() - since;
        earlierNanos += stood;
        return Duration.ofNanos(stood);
    }
}
