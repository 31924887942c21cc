package io.agentropic.launch;

import io.agentropic.ipc.Token;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A child that was started and fenced; it becomes a JVM when its gate is opened. */
public final class GatedChild {

    private final Process process;

    GatedChild(Process process) {
        this.process = process;
    }

    /** The process id; opening the gate does not change it. */
    public long pid() {
        return process.pid();
    }

    /** Completes with the exit code, 128 + N for signal N, when the process is gone. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Opens the gate and hands the child its secret; its standard input ends there.
     *
     * @throws LaunchException when the child is gone already
     */
    public void open(Token token) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(("\n" + token.toHex() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new LaunchException(
                    "child " + process.pid() + " is gone before its gate was opened: " + e.getMessage(), e);
        }
    }
}
