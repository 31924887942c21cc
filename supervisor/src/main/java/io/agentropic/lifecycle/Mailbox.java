package io.agentropic.lifecycle;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.schedule.TokenBucket;
import io.agentropic.spec.MessageRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages for one agent: handed to its worker while its code runs, as fast as its rate allows, kept until then. Any thread may
 * use it; whether its code runs is decided by the agent's thread.
 */
final class Mailbox {

    private static final Delivery REFUSED = new Delivery.Refused("its inbox is full");

    private final AgentView view;
    private final @Nullable TokenBucket rate;
    /** All of these are guarded by this. */
    private final KeptMail kept = new KeptMail();

    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable WorkerChannel worker;
    /** Whether it had no room for so long that nobody is held back for it any more. */
    private boolean stalled;
    /** Whether it is settled when more of what is kept may pass. */
    private boolean passes;

    Mailbox(AgentView view, @Nullable MessageRate most) {
        this.view = view;
        this.rate = most == null ? null : new TokenBucket(most.perSecond(), System.nanoTime());
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
        if (!kept.isEmpty() || untilNext() > 0) {
            passLater(open);
            return keep(message);
        }
        if (open.offer(message)) {
            stalled = false;
            handedOver();
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
        if (kept.keep(message)) {
            return Delivery.TAKEN;
        }
        view.countLost();
        return REFUSED;
    }

    /** The agent runs: what was kept goes out, and what comes from now on after it. */
    synchronized void open(WorkerChannel channel) {
        worker = channel;
        stalled = false;
        pass(channel);
    }

    private void pass(WorkerChannel channel) {
        while (!kept.isEmpty() && untilNext() == 0) {
            if (channel.offer(Objects.requireNonNull(kept.poll()))) {
                handedOver();
            } else {
                view.countLost();
            }
        }
        if (!kept.isEmpty()) {
            passLater(channel);
        }
    }

    private void passLater(WorkerChannel channel) {
        if (!passes) {
            passes = true;
            channel.execute(Duration.ofNanos(untilNext()), () -> passNow(channel));
        }
    }

    private synchronized void passNow(WorkerChannel channel) {
        passes = false;
        if (channel.equals(worker)) {
            pass(channel);
        }
    }

    private long untilNext() {
        return rate == null ? 0 : rate.untilNext(System.nanoTime());
    }

    private void handedOver() {
        if (rate != null) {
            var _ = rate.take(System.nanoTime());
        }
        view.countReceived();
    }

    /** The agent runs no more: what comes is kept for its next life. */
    void shut() {
        synchronized (this) {
            worker = null;
            passes = false;
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
