package io.agentropic.worker;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.WorkerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to the supervisor, and the thread that writes it.
 *
 * <p>A supervisor that does not read fills the socket, then this queue, and then holds up those who {@link #send}; nobody
 * else waits. What is queued together goes out in one write. After the connection has broken everything is dropped: the
 * JVM is about to end.
 */
final class Outbox implements Runnable {

    private static final int ROOM_BYTES = 1024 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuffer> frames = new ArrayDeque<>(); // guarded by lock
    private long queuedBytes; // guarded by lock
    private boolean writing; // guarded by lock
    private boolean broken; // guarded by lock

    Outbox(Connection connection) {
        this.connection = connection;
    }

    /** Queues an agent's message, waiting for room. */
    void send(WorkerMessage message) throws InterruptedException {
        ByteBuffer frame = encode(message);
        lock.lockInterruptibly();
        try {
            while (!hasRoom()) {
                changed.await();
            }
            add(frame);
        } finally {
            lock.unlock();
        }
    }

    /** Queues a message if there is room. */
    boolean offer(WorkerMessage message) {
        ByteBuffer frame = encode(message);
        lock.lock();
        try {
            if (!hasRoom()) {
                return false;
            }
            add(frame);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Queues one of the few messages of which there can never be many. */
    void post(WorkerMessage message) {
        post(encode(message));
    }

    /** Queues a frame that was encoded beforehand, once. */
    void post(ByteBuffer frame) {
        lock.lock();
        try {
            add(frame);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything queued so far is with the kernel; returns early when {@code millis} have passed. */
    void awaitWritten(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && !broken && (writing || !frames.isEmpty())) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        ByteBuffer batch = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (true) {
                gather(batch);
                connection.write(batch.flip());
                batch.clear();
            }
        } catch (IOException failure) {
            breakOff();
        }
    }

    private void gather(ByteBuffer batch) {
        lock.lock();
        try {
            writing = false;
            changed.signalAll();
            while (frames.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            writing = true;
            fill(batch);
        } finally {
            lock.unlock();
        }
    }

    private void fill(ByteBuffer batch) {
        ByteBuffer frame = frames.peek();
        while (frame != null && batch.hasRemaining()) {
            int count = Math.min(frame.remaining(), batch.remaining());
            batch.put(frame.slice(frame.position(), count));
            frame.position(frame.position() + count);
            queuedBytes -= count;
            if (!frame.hasRemaining()) {
                frames.remove();
                frame = frames.peek();
            }
        }
    }

    /** The reader learns of it from the closed connection, and ends the JVM. */
    private void breakOff() {
        lock.lock();
        try {
            broken = true;
            frames.clear();
            queuedBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        connection.close();
    }

    private boolean hasRoom() {
        return broken || queuedBytes < ROOM_BYTES;
    }

    private void add(ByteBuffer frame) {
        if (!broken) {
            frames.add(frame);
            queuedBytes += frame.remaining();
            changed.signalAll();
        }
    }

    private static ByteBuffer encode(WorkerMessage message) {
        return FrameCodec.encode(new Frame<>(Connection.AGENT_REFERENCE, message));
    }
}
