package io.agentropic.gateway;

import io.agentropic.ipc.WorkerMessage;

/** Who waits for one worker. All methods are called on the gateway's event loop and must return at once. */
public interface WorkerListener {

    /** The worker said hello with the right token; nothing was sent to it yet. */
    void connected(WorkerChannel channel);

    /**
     * The worker said something.
     *
     * @return whether there is room for more; if not, nothing more is read until {@link WorkerChannel#resumeReading}
     */
    boolean received(WorkerMessage message);

    /** Whether there is room for more messages. */
    boolean hasRoom();

    /** There is room again for messages to the worker, after {@link WorkerChannel#offer} had found none. */
    default void roomAgain() {}

    /** The worker broke the protocol, in this way; nothing more is read, and the end of the connection follows. */
    void shutOut(String violation);

    /** The connection ended; nothing more will be received. */
    void disconnected(String reason);
}
