package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.process.Polling;
import io.agentropic.process.ProcessTable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Real child processes that wait at a gate, as an agent's do; whatever is left of them is killed at the end. */
final class Children implements AutoCloseable {

    private final List<Process> started = new ArrayList<>();

    /** Starts {@code script} behind the gate, in a session of its own, with the fence's marker. */
    Process atGate(String marker, String script) throws IOException {
        var builder = new ProcessBuilder("setsid", "sh", "-c", "read -r _ && exec \"$@\"", "sh", "sh", "-c", script);
        builder.environment().put(Fences.MARKER_VARIABLE, marker);
        builder.redirectErrorStream(true);
        Process child = builder.start();
        started.add(child);
        return child;
    }

    static void openGate(Process child) throws IOException {
        try (Writer gate = child.outputWriter(StandardCharsets.US_ASCII)) {
            gate.write("go\n");
        }
    }

    /** Waits, within a generous time, for a fact that other processes bring about. */
    static void eventually(String what, BooleanSupplier fact) throws InterruptedException {
        assertThat(Polling.awaitFact(fact, Duration.ofSeconds(20))).as(what).isTrue();
    }

    static boolean runs(long pid) {
        return ProcessTable.LIVE.find(pid).filter(stat -> !stat.ended()).isPresent();
    }

    static String statusOf(long pid, String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    static String limitOf(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/limits")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().replaceAll(" +", " "))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
