package io.agentropic.launch;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A process that was started and waits at its gate for one line of standard input. Any thread may use it. */
interface StartedChild {

    /** Its process id; opening the gate does not change it. */
    long pid();

    /** Completes with the exit code, 128 + N for signal N, when the process is gone. */
    CompletableFuture<Integer> onExit();

    /**
     * Writes to its standard input and closes that.
     *
     * @throws IOException when it is gone
     */
    void writeAndClose(byte[] bytes) throws IOException;

    /** Kills it; nothing happens when it is gone. */
    void kill();
}
