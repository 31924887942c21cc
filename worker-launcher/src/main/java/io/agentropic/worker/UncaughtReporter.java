package io.agentropic.worker;

import io.agentropic.agent.StopRequestedException;
import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.WorkerMessage.UncaughtError;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reports what nobody caught to the supervisor, and prints it as the JVM would have.
 *
 * <p>When there is no memory left to say it with, a message that was made beforehand says so.
 */
final class UncaughtReporter implements Thread.UncaughtExceptionHandler {

    private static final int MAX_NAME_LENGTH = 1024;

    private final Outbox outbox;
    private final ByteBuffer memoryExhausted = FrameCodec.encode(new Frame<>(
            Connection.AGENT_REFERENCE, new UncaughtError("", OutOfMemoryError.class.getName(), "", "", true)));
    private final AtomicBoolean memoryExhaustionSaid = new AtomicBoolean();

    UncaughtReporter(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Other threads of an agent may end by a stop as its main thread does: that is no error. */
    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        if (!(error instanceof StopRequestedException)) {
            report(thread, error);
            print(thread, error);
        }
    }

    /** Tells the supervisor. Runs no code of the agent's but the throwable's own. */
    void report(Thread thread, Throwable error) {
        try {
            outbox.offer(describe(thread, error));
        } catch (OutOfMemoryError exhausted) {
            sayMemoryIsExhausted();
        }
    }

    /** Prints to standard error, wherever the agent has directed that. */
    void print(Thread thread, Throwable error) {
        try {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            error.printStackTrace();
        } catch (OutOfMemoryError exhausted) {
            // The JVM, too, prints nothing then.
        }
    }

    private void sayMemoryIsExhausted() {
        if (memoryExhaustionSaid.compareAndSet(false, true)) {
            outbox.post(memoryExhausted);
        }
    }

    private static UncaughtError describe(Thread thread, Throwable error) {
        Thrown thrown = Thrown.of(error);
        return new UncaughtError(
                Cut.to(MAX_NAME_LENGTH, thread.getName()),
                thrown.type(),
                thrown.message(),
                thrown.stackTrace(),
                isMemoryExhaustion(error));
    }

    /** A thread that could not be made is an {@code OutOfMemoryError} too, and says nothing about memory. */
    private static boolean isMemoryExhaustion(Throwable error) {
        return error instanceof OutOfMemoryError
                && !String.valueOf(error.getMessage()).contains("native thread");
    }
}
