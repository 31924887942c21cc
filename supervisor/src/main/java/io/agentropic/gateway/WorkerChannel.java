package io.agentropic.gateway;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.SupervisorMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one worker. Any thread may use it; messages are written in the order in which they are sent. */
public final class WorkerChannel {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerChannel.class);
    private static final int ONLY_AGENT = 0;

    private final Channel channel;
    private final WorkerListener listener;
    private final Outgoing outgoing;

    WorkerChannel(Channel channel, WorkerListener listener) {
        this.channel = channel;
        this.listener = listener;
        this.outgoing = new Outgoing(channel, listener::roomAgain);
    }

    /**
     * Sends a message that steers the worker; it is queued however slow the worker is. It is encoded here and not on the
     * event loop.
     *
     * @throws IllegalArgumentException when it does not fit a frame
     */
    public void send(SupervisorMessage message) {
        outgoing.add(FrameCodec.encode(new Frame<>(ONLY_AGENT, message)));
    }

    /**
     * Sends a message whose number the supervisor does not decide, unless the worker reads too slowly: what another agent
     * sent, or the answer to what this one sends.
     *
     * @return {@code false} when {@link Gateway#MAX_QUEUED_BYTES} wait for this worker already, after which {@link
     *     WorkerListener#roomAgain} follows; or when it reads no more, or is gone
     */
    public boolean offer(SupervisorMessage message) {
        if (!takes() || !outgoing.hasRoom()) {
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
        send(message);
        var written = new CompletableFuture<Boolean>();
        try {
            channel.eventLoop()
                    .execute(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(future -> written.complete(future.isSuccess())));
            return written.get();
        } catch (RejectedExecutionException closed) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the worker may ever read what is sent to it. */
    public boolean takes() {
        return channel.isActive() && !isOutputShutdown();
    }

    private boolean isOutputShutdown() {
        return channel instanceof DuplexChannel duplex && duplex.isOutputShutdown();
    }

    /** The worker has read some of what was sent. On the event loop. */
    void writabilityChanged() {
        outgoing.tellRoom();
    }

    /** Reads on, if the listener has room, after it had none. */
    public void resumeReading() {
        execute(() -> {
            if (listener.hasRoom()) {
                channel.config().setAutoRead(true);
            }
        });
    }

    /** Runs {@code step} on the gateway's event loop, where the listener is called too; never once that is closed. */
    public void execute(Runnable step) {
        try {
            channel.eventLoop().execute(step);
        } catch (RejectedExecutionException closed) {
            LOG.debug("nothing is done for a worker any more: the gateway is closed", closed);
        }
    }

    /** As {@link #execute}, after {@code delay}. */
    public void execute(Duration delay, Runnable step) {
        try {
            var _ = channel.eventLoop().schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("nothing is done for a worker any more: the gateway is closed", closed);
        }
    }

    /** Ends the connection. */
    public void close() {
        var _ = channel.close();
    }
}
