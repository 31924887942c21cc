package io.agentropic.gateway;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.SupervisorMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one worker. Any thread may use it; messages are written in the order in which they are sent. */
public final class WorkerChannel {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerChannel.class);
    private static final int ONLY_AGENT = 0;

    private final Channel channel;
    private final WorkerListener listener;

    WorkerChannel(Channel channel, WorkerListener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /**
     * Sends a message that steers the worker; it is queued however slow the worker is. It is encoded here and not on the
     * event loop: only bytes on their way count against the bound that {@link #offer} keeps.
     *
     * @throws IllegalArgumentException when it does not fit a frame
     */
    public void send(SupervisorMessage message) {
        ByteBuf bytes = Unpooled.wrappedBuffer(FrameCodec.encode(new Frame<>(ONLY_AGENT, message)));
        var _ = channel.writeAndFlush(bytes);
    }

    /**
     * Sends a message whose number the supervisor does not decide, unless the worker reads too slowly: what another agent
     * sent, or the answer to what this one sends.
     *
     * @return {@code false} when {@link Gateway#MAX_QUEUED_BYTES} wait for this worker already, or it reads no more, or is gone
     */
    public boolean offer(SupervisorMessage message) {
        if (!channel.isActive() || !channel.isWritable() || isOutputShutdown()) {
            return false;
        }
        send(message);
        return true;
    }

    /**
     * Sends a message and waits until the kernel has it, or never will: what comes up meanwhile can be sent together. Not for
     * the gateway's event loop.
     *
     * @return whether the kernel has it
     * @throws IllegalArgumentException when it does not fit a frame
     */
    public boolean sendNow(SupervisorMessage message) throws InterruptedException {
        ByteBuf bytes = Unpooled.wrappedBuffer(FrameCodec.encode(new Frame<>(ONLY_AGENT, message)));
        var written = new CompletableFuture<Boolean>();
        var _ = channel.writeAndFlush(bytes).addListener(future -> written.complete(future.isSuccess()));
        try {
            return written.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean isOutputShutdown() {
        return channel instanceof DuplexChannel duplex && duplex.isOutputShutdown();
    }

    /** Reads on, if the listener has room, after it had none. */
    public void resumeReading() {
        try {
            channel.eventLoop().execute(() -> {
                if (listener.hasRoom()) {
                    channel.config().setAutoRead(true);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("a worker is not read from any more: the gateway is closed", closed);
        }
    }

    /** Ends the connection. */
    public void close() {
        var _ = channel.close();
    }
}
