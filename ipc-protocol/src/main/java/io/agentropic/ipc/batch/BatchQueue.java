package io.agentropic.ipc.batch;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait to be sent. Who sends takes all that waits as one batch, so that batches grow with the load and nobody
 * ever waits for one to fill. Any thread may use it.
 *
 * @param <T> what is said in one direction
 */
public final class BatchQueue<T> {

    /** From here on a batch takes no further record. */
    private static final int BATCH_BYTES = 256 * 1024;

    private final BatchCodec<T> codec;
    private final long roomBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition relieved = lock.newCondition();
    private final ArrayDeque<byte[]> complete = new ArrayDeque<>(); // guarded by lock
    private BatchWriter open = fresh(); // guarded by lock
    private long completeBytes; // guarded by lock
    private boolean taking; // guarded by lock
    private int waiting; // guarded by lock
    private boolean ended; // guarded by lock

    /**
     * Nothing waits.
     *
     * @param codec how records are written
     * @param roomBytes how many bytes may wait before there counts as being no room
     */
    public BatchQueue(BatchCodec<T> codec, long roomBytes) {
        this.codec = codec;
        this.roomBytes = roomBytes;
    }

    /**
     * Adds a record, whether there is room or not; dropped after {@link #end}.
     *
     * @throws IllegalArgumentException when it is longer than {@link BatchCodec#MAX_RECORD_BYTES}
     */
    public void put(T value) {
        lock.lock();
        try {
            if (!ended) {
                add(value);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(T value) {
        int before = open.length();
        codec.write(value, open);
        if (open.length() - before > BatchCodec.MAX_RECORD_BYTES) {
            int length = open.length() - before;
            open.truncate(before);
            throw new IllegalArgumentException(
                    "a record of " + length + " bytes, where " + BatchCodec.MAX_RECORD_BYTES + " fit");
        }
        if (open.length() >= BATCH_BYTES) {
            separate(before);
        }
        if (taking) {
            taking = false;
            arrived.signal();
        }
    }

    /** Ends the open batch; a long record at its end is not put into one frame with what was before it. */
    private void separate(int before) {
        if (before > 1 && open.length() - before >= BATCH_BYTES) {
            byte[] all = open.toBytes();
            open.truncate(before);
            close();
            open.append(all, before);
        }
        close();
    }

    private void close() {
        byte[] batch = open.toBytes();
        complete.add(batch);
        completeBytes += batch.length;
        open = fresh();
    }

    /** Whether less waits than may. */
    public boolean hasRoom() {
        lock.lock();
        try {
            return ended || bytes() < roomBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room, or nothing is sent any more. */
    public void awaitRoom() throws InterruptedException {
        awaitRoom(Long.MAX_VALUE);
    }

    /** As {@link #awaitRoom()}, for at most so many nanoseconds. */
    public void awaitRoom(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            waiting++;
            while (!ended && bytes() >= roomBytes && left > 0) {
                left = relieved.awaitNanos(left);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** What waits, as one batch, waiting for there to be something; {@code null} after {@link #end}. */
    public byte @Nullable [] take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && isEmpty()) {
                taking = true;
                arrived.await();
            }
            return ended ? null : next();
        } finally {
            lock.unlock();
        }
    }

    private byte[] next() {
        byte[] batch = complete.poll();
        if (batch == null) {
            batch = open.toBytes();
            open.truncate(1);
        } else {
            completeBytes -= batch.length;
        }
        if (waiting > 0 && bytes() < roomBytes) {
            relieved.signalAll();
        }
        return batch;
    }

    /** From now on what is put is dropped, as is what waits, and nobody waits any more. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            complete.clear();
            completeBytes = 0;
            open = fresh();
            arrived.signalAll();
            relieved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return complete.isEmpty() && open.length() == 1;
    }

    private long bytes() {
        return completeBytes + open.length();
    }

    private static BatchWriter fresh() {
        BatchWriter writer = new BatchWriter();
        writer.u8(BatchCodec.VERSION);
        return writer;
    }
}
