package io.agentropic.worker;

import io.agentropic.ipc.WorkerMessage.Exiting;

/** The shutdown hook: says that the JVM is ending, and gives what is still queued a short while to be written. */
final class ExitNotice extends Thread {

    private static final long MAX_WAIT_MILLIS = 200;

    private final Outbox outbox;
    private final Reader reader;

    ExitNotice(Outbox outbox, Reader reader) {
        super(Daemon.topmost(), null, "agentropic-exit", 0, false);
        this.outbox = outbox;
        this.reader = reader;
    }

    @Override
    public void run() {
        outbox.post(new Exiting());
        outbox.awaitWritten(MAX_WAIT_MILLIS);
        reader.exiting();
    }
}
