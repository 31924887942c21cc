package io.agentropic.lifecycle;

import io.agentropic.exit.ExitReport;
import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who talks with an agent's worker in messages that are for no agent, and is told when a life of it ends. What a life
 * said comes before its end.
 */
public interface Companion {

    /** Nobody. */
    Companion NONE = new Companion() {};

    /** Whether there is somebody to hear messages that are for no agent. */
    default boolean listens() {
        return false;
    }

    /**
     * The worker of this life was told what to run. Called on the agent's thread.
     *
     * @param pid of its process; {@code null} when that is not known
     */
    default void connected(long incarnation, @Nullable Long pid, WorkerChannel channel) {}

    /**
     * The worker sent a message that is for no agent. Called on the gateway's event loop; must return at once.
     *
     * @return whether there is room for more; if not, nothing more is read until {@link WorkerChannel#resumeReading}
     */
    default boolean heard(long incarnation, Payload message) {
        return true;
    }

    /** Whether there is room for more messages. Called on the gateway's event loop. */
    default boolean hasRoom() {
        return true;
    }

    /** A life has ended and nothing of it is left. Called on the agent's thread. */
    default void ended(ExitReport report) {}
}
