package io.agentropic.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames on their way to one worker. Any thread adds; the event loop takes all that have come together and writes them at once,
 * so that many small messages cost few system calls and one wake-up.
 */
final class Outgoing implements Runnable {

    /** Frames are copied together up to this; a larger one is written as it is. */
    private static final int BATCH_BYTES = 64 << 10;

    /** Then other connections have their turn. */
    private static final int MOST_BATCHES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

    private final Channel channel;
    private final Runnable roomAgain;
    private final Queue<ByteBuffer> frames = new ConcurrentLinkedQueue<>();
    /** In {@link #frames}, in bytes. */
    private final AtomicLong queued = new AtomicLong();
    /** Whether the event loop will look. */
    private final AtomicBoolean called = new AtomicBoolean();
    /** Whether somebody was told that there is no room since {@link #roomAgain} ran. */
    private volatile boolean refused;

    /** {@code roomAgain} is run on the event loop, when there is room after {@link #hasRoom} said no. */
    Outgoing(Channel channel, Runnable roomAgain) {
        this.channel = channel;
        this.roomAgain = roomAgain;
    }

    void add(ByteBuffer frame) {
        queued.addAndGet(frame.remaining());
        frames.add(frame);
        call();
    }

    /** Whether fewer bytes wait than may. */
    boolean hasRoom() {
        if (queued.get() < channel.bytesBeforeUnwritable()) {
            return true;
        }
        refused = true;
        // What was written meanwhile has been looked at before this was noted.
        call();
        return false;
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(this);
            } catch (RejectedExecutionException closed) {
                LOG.debug("a worker hears nothing any more: the gateway is closed", closed);
            }
        }
    }

    /** Writes what there is. */
    @Override
    public void run() {
        called.set(false);
        for (int batches = 0; batches < MOST_BATCHES && !frames.isEmpty(); batches++) {
            var _ = channel.write(nextBatch());
        }
        channel.flush();
        if (!frames.isEmpty()) {
            call();
        }
        tellRoom();
    }

    /** Tells those who found no room, if there is some. On the event loop. */
    void tellRoom() {
        if (refused && queued.get() < channel.bytesBeforeUnwritable()) {
            refused = false;
            roomAgain.run();
        }
    }

    private ByteBuf nextBatch() {
        ByteBuffer first = frames.remove();
        long left = queued.addAndGet(-first.remaining());
        if (first.remaining() >= BATCH_BYTES || left == 0) {
            return Unpooled.wrappedBuffer(first);
        }
        ByteBuf batch = channel.alloc().directBuffer((int) Math.min(BATCH_BYTES, first.remaining() + left));
        batch.writeBytes(first);
        for (ByteBuffer next = fitting(batch); next != null; next = fitting(batch)) {
            queued.addAndGet(-next.remaining());
            batch.writeBytes(next);
        }
        return batch;
    }

    /** The next frame, taken out, if the batch has room for it. */
    private @Nullable ByteBuffer fitting(ByteBuf batch) {
        ByteBuffer next = frames.peek();
        return next != null && batch.readableBytes() + next.remaining() <= BATCH_BYTES ? frames.poll() : null;
    }
}
