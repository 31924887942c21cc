package io.agentropic.worker.shared;

import io.agentropic.agent.Message;
import io.agentropic.agent.StopRequestedException;
import io.agentropic.ipc.batch.SharedNews;
import io.agentropic.worker.StopOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of one agent and what waits for it, for its threads to see at safe points, and the only way by which news of
 * it leave: none does after that of its end. Threads wait parked and hold nothing, since there are many agents.
 */
final class SafePoint {

    /** Waits for as long as it takes. */
    static final long FOREVER = Long.MAX_VALUE;

    private static final int MAX_MESSAGES = 1024;
    private static final long MAX_BYTES = 4L * 1024 * 1024;
    private static final long NO_EPOCH = -1;

    private final int agent;
    private final NewsDesk news;
    private final Turns turns;
    private final Turn turn = new Turn();
    /** Whether a stop or a pause is wanted; written under this. */
    private volatile boolean called;

    private volatile @Nullable StopOrder stop; // written under this
    private boolean pausing; // guarded by this
    private boolean over; // guarded by this
    private int lost; // guarded by this
    private long epoch = NO_EPOCH; // guarded by this
    private long announcedEpoch = NO_EPOCH; // guarded by this
    private long bytes; // guarded by this
    private @Nullable ArrayDeque<Message> inbox; // guarded by this
    private @Nullable Thread waiter; // guarded by this
    private @Nullable List<Thread> moreWaiters; // guarded by this

    SafePoint(int agent, NewsDesk news, Turns turns) {
        this.agent = agent;
        this.news = news;
        this.turns = turns;
    }

    // What the supervisor wants.

    /** The order to stop that is in force. */
    @Nullable
    StopOrder stop() {
        return stop;
    }

    synchronized void stop(StopOrder order) {
        stop = order;
        called = true;
        wake();
    }

    void rank(int level, int weight) {
        turn.level = level;
        turn.weight = weight;
    }

    synchronized void pause(long newEpoch) {
        if (newEpoch > epoch) {
            epoch = newEpoch;
            pausing = true;
            called = true;
            wake();
        }
    }

    synchronized void resume(long endedEpoch) {
        if (endedEpoch >= epoch) {
            pausing = false;
            called = stop != null;
            wake();
        }
    }

    /** Puts a message in, or drops it when the agent has not taken those before. */
    synchronized void deliver(Message message) {
        if (over || stop != null) {
            return;
        }
        ArrayDeque<Message> messages = inbox;
        if (messages == null) {
            messages = new ArrayDeque<>(2);
            inbox = messages;
        }
        if (messages.size() >= MAX_MESSAGES || bytes >= MAX_BYTES) {
            lost++;
            return;
        }
        messages.add(message);
        bytes += message.length();
        wake();
    }

    // What the agent says.

    /** Says it, unless its life is over. */
    synchronized void say(SharedNews what) {
        if (!over) {
            news.put(what);
        }
    }

    /** Says what the agent decides to say, waiting for room. */
    void sayWithRoom(SharedNews what) throws InterruptedException {
        news.awaitRoom();
        synchronized (this) {
            if (over) {
                throw new StopRequestedException("the supervisor waits for this agent no longer");
            }
            news.put(what);
        }
    }

    /** Says that its life is over; whether nobody has said so before. */
    synchronized boolean sayOver(SharedNews.Ended end) {
        if (over) {
            return false;
        }
        over = true;
        inbox = null;
        news.put(end);
        return true;
    }

    /** Says how many messages were dropped since the last time, if any were. */
    synchronized void sayLost() {
        if (lost > 0) {
            say(new SharedNews.Lost(agent, lost));
            lost = 0;
        }
    }

    // What the agent's threads do.

    /** Obeys what is wanted; where nothing is, lets others have their turns: a carrier has no other way to be shared. */
    void check() throws InterruptedException {
        if (!called) {
            turns.pass(turn);
        }
        if (!called) {
            return;
        }
        while (true) {
            synchronized (this) {
                requireNoStop();
                if (!pausing) {
                    return;
                }
                announcePause();
                await();
            }
            park(FOREVER);
        }
    }

    /** The oldest message, or null when none came in time. */
    @Nullable
    Message receive(long nanos) throws InterruptedException {
        requireNotInterrupted();
        long end = nanos == FOREVER ? FOREVER : System.nanoTime() + nanos;
        while (true) {
            long left = FOREVER;
            synchronized (this) {
                requireNoStop();
                if (pausing) {
                    announcePause();
                } else {
                    Message message = poll();
                    left = nanos == FOREVER ? FOREVER : end - System.nanoTime();
                    if (message != null || left <= 0) {
                        return message;
                    }
                }
                await();
            }
            park(left);
        }
    }

    private @Nullable Message poll() {
        ArrayDeque<Message> messages = inbox;
        Message message = messages == null ? null : messages.poll();
        if (message != null) {
            bytes -= message.length();
        }
        return message;
    }

    private void announcePause() {
        if (announcedEpoch < epoch) {
            announcedEpoch = epoch;
            say(new SharedNews.Paused(agent, epoch));
        }
    }

    private void requireNoStop() {
        StopOrder order = stop;
        if (order != null) {
            throw new StopRequestedException(order.reason());
        }
    }

    private void await() {
        Thread self = Thread.currentThread();
        if (waiter == null) {
            waiter = self;
        } else if (waiter != self) {
            List<Thread> more = moreWaiters == null ? new ArrayList<>() : moreWaiters;
            if (!more.contains(self)) {
                more.add(self);
            }
            moreWaiters = more;
        }
    }

    private void wake() {
        LockSupport.unpark(waiter);
        waiter = null;
        if (moreWaiters != null) {
            moreWaiters.forEach(LockSupport::unpark);
            moreWaiters = null;
        }
    }

    private void park(long nanos) throws InterruptedException {
        if (nanos == FOREVER) {
            LockSupport.park();
        } else {
            LockSupport.parkNanos(nanos);
        }
        turn.since = 0;
        requireNotInterrupted();
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
