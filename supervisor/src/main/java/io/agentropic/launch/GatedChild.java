package io.agentropic.launch;

import io.agentropic.ipc.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A child that was started and fenced; it becomes a JVM when its gate is opened. */
public final class GatedChild {

    private final StartedChild process;
    private final OptionalLong numberInside;

    GatedChild(StartedChild process, OptionalLong numberInside) {
        this.process = process;
        this.numberInside = numberInside;
    }

    /** The number of its JVM in a pid namespace of its own; empty when it is in the supervisor's. */
    public OptionalLong numberInside() {
        return numberInside;
    }

    /** The process id under which its JVM knows itself. */
    public long workerPid() {
        return numberInside.orElse(pid());
    }

    /** The process id; opening the gate does not change it. */
    public long pid() {
        return process.pid();
    }

    /** Completes with the exit code, 128 + N for signal N, when the process is gone. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit();
    }

    /**
     * Opens the gate and hands the child its secret; its standard input ends there.
     *
     * @throws LaunchException when the child is gone already
     */
    public void open(Token token) {
        try {
            process.writeAndClose(("\n" + token.toHex() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new LaunchException(
                    "child " + process.pid() + " is gone before its gate was opened: " + e.getMessage(), e);
        }
    }
}
