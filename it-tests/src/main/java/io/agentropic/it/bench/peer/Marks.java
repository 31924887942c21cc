package io.agentropic.it.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What copies of {@link MarkedProgram} have left in one directory. */
record Marks(Path directory) {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** When each process ran its first line, by its number. */
    Map<Long, Long> all() throws IOException {
        Map<Long, Long> marks = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                marks.put(Long.valueOf(file.getFileName().toString()), Long.valueOf(Files.readString(file)));
            }
        }
        return marks;
    }

    /** Waits until so many processes beside those of {@code earlier} have left their mark; answers those. */
    Map<Long, Long> await(int count, Set<Long> earlier) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Map<Long, Long> fresh = fresh(earlier);
        while (fresh.size() < count) {
            if (System.nanoTime() > end) {
                throw new IOException("only " + fresh.size() + " of " + count + " programs run");
            }
            Thread.sleep(2);
            fresh = fresh(earlier);
        }
        return fresh;
    }

    private Map<Long, Long> fresh(Set<Long> earlier) throws IOException {
        Map<Long, Long> fresh = all();
        fresh.keySet().removeAll(earlier);
        return fresh;
    }
}
