package io.agentropic.worker;

import io.agentropic.agent.Message;
import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.SupervisorMessage.Pause;
import io.agentropic.ipc.SupervisorMessage.Resume;
import io.agentropic.ipc.SupervisorMessage.Stop;
import io.agentropic.ipc.SupervisorMessage.Undeliverable;
import io.agentropic.ipc.Violation;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.LockSupport;

/**
 * Hears what the supervisor says, until it says no more; then this thread sees to it that the JVM ends.
 *
 * <p>A supervisor that is gone, or breaks the protocol, is an order to stop within {@link #ORPHAN_GRACE_MILLIS}. After
 * that the JVM is halted, whatever the agent, its shutdown hooks and its threads do: this thread exists already, needs no
 * lock that agent code can hold, and allocates nothing at the end.
 */
final class Reader implements Runnable {

    /** How long a JVM may outlive its supervisor, in milliseconds. */
    static final long ORPHAN_GRACE_MILLIS = 2_000;

    private static final long PROBE_MILLIS = 1_000;

    private final Connection connection;
    private final Orders orders;
    private final Inbox inbox;
    private final Heartbeat heartbeat;
    private final UncaughtReporter uncaught;
    private final Thread thread = Daemon.of("agentropic-reader", this);
    private volatile boolean begun;
    private volatile boolean exiting;
    private final LostMail undeliverable = new LostMail();

    Reader(Connection connection, Orders orders, Inbox inbox, Heartbeat heartbeat, UncaughtReporter uncaught) {
        this.connection = connection;
        this.orders = orders;
        this.inbox = inbox;
        this.heartbeat = heartbeat;
        this.uncaught = uncaught;
    }

    /** There is a thread for it; it reads nothing yet. */
    void start() {
        thread.start();
    }

    /** From now on what the supervisor says is for this thread. */
    void begin() {
        begun = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!begun) {
            LockSupport.park(this);
        }
        try {
            String why = readUntilTheEnd();
            orders.stop(StopOrder.of(why, WorkerMain.CUT_OFF, ORPHAN_GRACE_MILLIS));
            Stderr.line(why + "; this JVM ends");
        } finally {
            haltAfterGrace();
        }
    }

    private String readUntilTheEnd() {
        try {
            while (true) {
                dispatch(connection.receive());
            }
        } catch (EOFException | ClosedChannelException end) {
            // Closed by the outbox: it has found that nobody reads any more before this thread found the end.
            return exiting ? watchWhileExiting() : "the supervisor is gone";
        } catch (IOException failure) {
            return "the connection to the supervisor is broken (" + failure + ")";
        } catch (ProtocolException violation) {
            return "the supervisor broke the protocol (" + violation.getMessage() + ")";
        } catch (InterruptedException interrupted) {
            return "the thread that reads from the supervisor was interrupted";
        } catch (OutOfMemoryError exhausted) {
            uncaught.report(Thread.currentThread(), exhausted);
            return "there is no memory to read the supervisor's message into";
        }
    }

    /**
     * Called when the JVM has begun to exit. HotSpot waits up to 300 ms for a thread that sits in a system call, so this
     * one must not sit in {@code read} any more; it goes on watching the supervisor by writing, as shutdown hooks may take
     * their time.
     */
    void exiting() {
        exiting = true;
        if (begun) {
            connection.stopReceiving();
        }
    }

    private String watchWhileExiting() {
        while (connection.isOpen()) {
            LockSupport.parkNanos(this, PROBE_MILLIS * 1_000_000);
            heartbeat.beatNow();
        }
        return "the supervisor is gone";
    }

    private void dispatch(SupervisorMessage message) throws IOException, InterruptedException {
        if (message instanceof Deliver deliver) {
            deliver(deliver);
        } else if (message instanceof Pause pause) {
            orders.pause(pause.epoch());
        } else if (message instanceof Resume resume) {
            orders.resume(resume.epoch());
        } else if (message instanceof Stop stop) {
            orders.stop(StopOrder.of(stop.reason(), StopOrder.TERMINATED, stop.graceMillis()));
        } else if (message instanceof Undeliverable lost) {
            undeliverable.note(lost.to(), lost.reason());
        } else {
            throw new ProtocolException(
                    Violation.BAD_VALUE, "a second " + message.getClass().getSimpleName());
        }
    }

    /**
     * While the inbox is full nothing is read, so the end of the stream would go unseen; writing to a dead supervisor
     * fails at once, and that closes the connection.
     */
    private void deliver(Deliver deliver) throws IOException, InterruptedException {
        Message message = new Message(
                deliver.from(), deliver.headers().entries(), deliver.payload().bytes());
        while (!inbox.offer(message, PROBE_MILLIS)) {
            if (!connection.isOpen()) {
                throw new EOFException("found by writing");
            }
            heartbeat.beatNow();
        }
    }

    private static void haltAfterGrace() {
        long end = System.nanoTime() + ORPHAN_GRACE_MILLIS * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.interrupted();
            LockSupport.parkNanos(end - System.nanoTime());
        }
        Runtime.getRuntime().halt(WorkerMain.CUT_OFF);
    }
}
