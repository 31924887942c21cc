package io.agentropic.shared;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.batch.BatchCodec;
import io.agentropic.ipc.batch.BatchQueue;
import io.agentropic.ipc.batch.SharedOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one life of the shared JVM. What waits goes out together, as soon as the kernel has what went before. */
final class HostLink {

    /** What may wait before agents' messages are refused and who spawns is held up: 8 MiB. */
    private static final long ROOM_BYTES = 8L << 20;

    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String SENDER = "supervisor";
    private static final Logger LOG = LoggerFactory.getLogger(HostLink.class);

    private final long life;
    private final @Nullable Long pid;
    private final WorkerChannel channel;
    private final BatchQueue<SharedOrder> queue = new BatchQueue<>(BatchCodec.ORDERS, ROOM_BYTES);
    private final Set<Integer> defined = ConcurrentHashMap.newKeySet();

    private HostLink(long life, @Nullable Long pid, WorkerChannel channel) {
        this.life = life;
        this.pid = pid;
        this.channel = channel;
    }

    static HostLink open(long life, @Nullable Long pid, WorkerChannel channel) {
        HostLink link = new HostLink(life, pid, channel);
        Thread.ofVirtual().name("agentropic-shared-orders").start(link::send);
        return link;
    }

    private void send() {
        try {
            for (byte[] batch = queue.take(); batch != null; batch = queue.take()) {
                var _ = channel.sendNow(new Deliver(SENDER, Headers.NONE, Payload.of(batch)));
            }
        } catch (InterruptedException e) {
            LOG.error("nothing is sent to the shared JVM any more: the thread that does was interrupted", e);
        }
    }

    /** Which life of the JVM it is, from 1. */
    long life() {
        return life;
    }

    /** Its process; {@code null} when that is not known. */
    @Nullable
    Long pid() {
        return pid;
    }

    /** Sends it as soon as possible. */
    void put(SharedOrder order) {
        queue.put(order);
    }

    /** Sends what a program is before anything that needs it; more than once does no harm. */
    void define(SharedOrder.Define program) {
        if (!defined.contains(program.program())) {
            queue.put(program);
            defined.add(program.program());
        }
    }

    boolean hasRoom() {
        return queue.hasRoom();
    }

    /** Holds up who sends faster than the JVM reads, for a moment. */
    void pace() {
        if (queue.hasRoom()) {
            return;
        }
        try {
            queue.awaitRoom(PACE_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads on, after there was no room for what was read. */
    void resumeReading() {
        channel.resumeReading();
    }

    /** Sends nothing any more. */
    void close() {
        queue.end();
    }
}
