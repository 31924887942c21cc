package io.agentropic.lifecycle;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages for one agent: handed to its worker while its code runs, kept until it does. Any thread may use it; which of both is
 * decided by the agent's thread.
 */
final class Mailbox {

    /** Messages that wait for an agent that does not run yet. */
    static final int MAX_KEPT = 1_024;

    /** Bytes of their payloads: 16 MiB. */
    private static final long MAX_KEPT_BYTES = 16L << 20;

    private static final Delivery REFUSED = new Delivery.Refused("its inbox is full");

    private final AgentView view;
    /** All of these are guarded by this. */
    private final Deque<Deliver> kept = new ArrayDeque<>();

    private long keptBytes;
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable WorkerChannel worker;
    /** Whether it had no room for so long that nobody is held back for it any more. */
    private boolean stalled;

    Mailbox(AgentView view) {
        this.view = view;
    }

    /**
     * Takes a message, if there is room.
     *
     * @param whenRoom is run once, on any thread, after the answer was {@link Delivery.Full}
     */
    synchronized Delivery offer(Deliver message, Runnable whenRoom) {
        WorkerChannel open = worker;
        if (open == null || !open.takes()) {
            return keep(message);
        }
        if (open.offer(message)) {
            stalled = false;
            view.countReceived();
            return Delivery.TAKEN;
        }
        if (stalled) {
            view.countLost();
            return REFUSED;
        }
        waiting.add(whenRoom);
        return Delivery.FULL;
    }

    private Delivery keep(Deliver message) {
        long bytes = keptBytes + message.payload().length();
        if (kept.size() == MAX_KEPT || bytes > MAX_KEPT_BYTES) {
            view.countLost();
            return REFUSED;
        }
        keptBytes = bytes;
        kept.addLast(message);
        return Delivery.TAKEN;
    }

    /** The agent runs: what was kept goes out, and what comes from now on after it. */
    synchronized void open(WorkerChannel channel) {
        worker = channel;
        stalled = false;
        keptBytes = 0;
        for (Deliver message = kept.pollFirst(); message != null; message = kept.pollFirst()) {
            if (channel.offer(message)) {
                view.countReceived();
            } else {
                view.countLost();
            }
        }
    }

    /** The agent runs no more: what comes is kept for its next life. */
    void shut() {
        synchronized (this) {
            worker = null;
        }
        roomAgain();
    }

    /** Nobody is held back for it until it takes something again. */
    void stall() {
        synchronized (this) {
            stalled = true;
        }
        roomAgain();
    }

    /** Whoever waits may try again. */
    void roomAgain() {
        List<Runnable> told;
        synchronized (this) {
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(Runnable::run);
    }
}
