package io.agentropic.worker;

import io.agentropic.ipc.WorkerMessage.Exiting;

/** The shutdown hook: says that the JVM is ending, and gives what is still queued a short while to be written. */
final class ExitNotice extends Thread {

    private static final long MAX_WAIT_MILLIS = 200;

    private final Outbox outbox;

    ExitNotice(Outbox outbox) {
        super(Daemon.topmost(), null, "agentropic-exit", 0, false);
        this.outbox = outbox;
    }

    @Override
    public void run() {
        outbox.post(new Exiting());
        outbox.awaitWritten(MAX_WAIT_MILLIS);
    }
}
