package io.agentropic.cli;

import io.agentropic.bootstrap.Launcher;
import io.agentropic.bootstrap.TerminationSignals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How a supervisor in the foreground is told to end: SIGTERM or SIGINT once for an orderly shutdown, again for a kill.
 * Signals within half a second are one request: Ctrl-C and service managers signal every process of a group, and our
 * launcher passes on what it receives.
 */
final class Termination {

    private static final Duration ONE_REQUEST = Duration.ofMillis(500);
    private static final int KILLED = 137;

    private final AtomicLong firstNanos = new AtomicLong(Long.MIN_VALUE);
    private final Runnable shutdown;
    private final Runnable kill;

    private Termination(Runnable shutdown, Runnable kill) {
        this.shutdown = shutdown;
        this.kill = kill;
    }

    /** From now on signals run {@code shutdown}, then {@code kill}, each on a thread of its own. */
    static void handle(Runnable shutdown, Runnable kill) {
        TerminationSignals.handle(new Termination(shutdown, kill)::signalled);
        dieWithLauncher();
    }

    private void signalled() {
        long now = System.nanoTime();
        if (firstNanos.compareAndSet(Long.MIN_VALUE, now)) {
            shutdown.run();
        } else if (now - firstNanos.get() > ONE_REQUEST.toNanos()) {
            kill.run();
        }
    }

    /** Where another JVM launched this one and was killed, so is this one: the user meant both. */
    private static void dieWithLauncher() {
        String pid = System.getProperty(Launcher.WAITING_PROCESS);
        if (pid == null) {
            return;
        }
        Optional<ProcessHandle> launcher = ProcessHandle.of(Long.parseLong(pid));
        if (launcher.isEmpty()) {
            Runtime.getRuntime().halt(KILLED);
        }
        launcher.ifPresent(process -> {
            CompletableFuture<Void> _ =
                    process.onExit().thenRun(() -> Runtime.getRuntime().halt(KILLED));
        });
    }
}
