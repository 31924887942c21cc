package io.agentropic.gateway;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.SupervisorMessage;
import io.netty.channel.Channel;

/** The way to one worker. Any thread may use it; messages are written in the order in which they are sent. */
public final class WorkerChannel {

    private static final int ONLY_AGENT = 0;

    private final Channel channel;
    private final WorkerListener listener;

    WorkerChannel(Channel channel, WorkerListener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /** Sends a message that steers the worker; it is queued however slow the worker is. */
    public void send(SupervisorMessage message) {
        var _ = channel.writeAndFlush(new Frame<>(ONLY_AGENT, message), channel.voidPromise());
    }

    /**
     * Sends a message of another agent, unless the worker reads too slowly.
     *
     * @return {@code false} when {@link Gateway#MAX_QUEUED_BYTES} wait for this worker already, or it is gone
     */
    public boolean offer(SupervisorMessage.Deliver message) {
        if (!channel.isActive() || !channel.isWritable()) {
            return false;
        }
        send(message);
        return true;
    }

    /** Reads on, if the listener has room, after it had none. */
    public void resumeReading() {
        channel.eventLoop().execute(() -> {
            if (listener.hasRoom()) {
                channel.config().setAutoRead(true);
            }
        });
    }

    /** Ends the connection. */
    public void close() {
        var _ = channel.close();
    }
}
