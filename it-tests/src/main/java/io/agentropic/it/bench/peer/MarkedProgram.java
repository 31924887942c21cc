package io.agentropic.it.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The program that all of them run: says when its first line ran, on the clock that all processes share, and stays. */
public final class MarkedProgram {

    private MarkedProgram() {}

    /** Leaves the file {@code DIRECTORY/PID}, and waits to be killed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        long entered = System.nanoTime();
        Path directory = Path.of(args[0]);
        String pid = Long.toString(ProcessHandle.current().pid());
        Path fresh = directory.resolve("." + pid);
        Files.writeString(fresh, Long.toString(entered));
        Files.move(fresh, directory.resolve(pid), StandardCopyOption.ATOMIC_MOVE);
        Thread.currentThread().join();
    }
}
