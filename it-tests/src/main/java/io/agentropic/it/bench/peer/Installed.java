package io.agentropic.it.bench.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Programs of this host, and the ends of their processes. */
final class Installed {

    private static final long GRACE_SECONDS = 15;

    private Installed() {}

    /** Whether a command is there. */
    static boolean has(String command) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    /** Waits until it has ended, which it was asked to; kills it in the end. */
    static void end(Process process) {
        end(process.toHandle());
    }

    /** As the other one, for a process that is nobody's child here. */
    static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(Installed::end);
    }

    private static void end(ProcessHandle process) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        while (process.isAlive()) {
            if (System.nanoTime() > patience) {
                process.destroyForcibly();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
