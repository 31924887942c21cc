package io.agentropic.spawn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether threads of this JVM have come under restrictions that were meant for a child. A supervisor may itself run under
 * some, from a service manager or a container: those of its first thread are what every other is compared with.
 */
public final class Taint {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final List<String> KEYS = List.of("NoNewPrivs:", "Seccomp:", "Seccomp_filters:");

    /** A thread that is restricted for longer than this is none that ends by itself. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Taint() {}

    /** Threads under more restrictions than the first, by name and thread id; empty when all is well. */
    public static List<String> tainted() {
        String own =
                restrictions(TASKS.resolve(Long.toString(ProcessHandle.current().pid())));
        List<String> tainted = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                String found = restrictions(task);
                if (!found.isEmpty() && !found.equals(own)) {
                    tainted.add("thread " + task.getFileName() + " (" + found + ")");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + TASKS, e);
        }
        return tainted;
    }

    /** A disposable thread is seen for a moment after its end, and those of other launches while they work. */
    static void requireNone(SpawnedChild child) {
        List<String> lasting = tainted();
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (!lasting.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            List<String> now = tainted();
            lasting = lasting.stream().filter(now::contains).toList();
        }
        if (!lasting.isEmpty()) {
            child.kill();
            throw new TaintedThreadException(lasting);
        }
    }

    /** Empty for a thread that has ended meanwhile. */
    private static String restrictions(Path task) {
        try {
            List<String> lines = new String(Files.readAllBytes(task.resolve("status")), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> KEYS.stream().anyMatch(line::startsWith))
                    .map(line -> line.replace("\t", " "))
                    .toList();
            return String.join(", ", lines);
        } catch (IOException ended) {
            return "";
        }
    }
}
