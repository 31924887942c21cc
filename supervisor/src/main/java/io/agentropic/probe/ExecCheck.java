package io.agentropic.probe;

import io.agentropic.fence.Fences;
import io.agentropic.health.Finding;
import io.agentropic.process.ProcessScanner;
import io.agentropic.process.ProcessTable;
import io.agentropic.process.ProcessTree;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command in a session of its own, with its output in a file, and looks at its exit code. When it is over, by
 * itself or for its time or its output, nothing of its process tree is left.
 *
 * @param command the program and its arguments
 * @param environment all of its variables
 * @param directory where it starts; {@code null} for the supervisor's own working directory
 * @param output where its output goes while it runs; removed afterwards
 * @param marker what {@link Fences#MARKER_VARIABLE} carries in its environment, by which its processes are found
 */
record ExecCheck(
        List<String> command,
        Map<String, String> environment,
        @Nullable Path directory,
        Path output,
        String marker) implements Check {

    private static final ProcessScanner SCANNER = new ProcessScanner(ProcessTable.LIVE, Fences.MARKER_VARIABLE);

    private static final long MAX_OUTPUT_BYTES = 1 << 20;
    private static final int SHOWN_BYTES = 256;
    private static final Duration POLL = Duration.ofMillis(20);

    @Override
    public Finding look() throws CheckFailedException, InterruptedException {
        try {
            Process process = start();
            ProcessTree tree = new ProcessTree(ProcessTable.LIVE, SCANNER, marker);
            tree.adopt(process.pid());
            try {
                return await(process);
            } finally {
                clear(tree);
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new CheckFailedException("the command " + command + " cannot be run: " + e.getMessage(), e);
        }
    }

    private Process start() throws IOException {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(Fences.MARKER_VARIABLE, marker);
        return builder.start();
    }

    private Finding await(Process process) throws IOException, InterruptedException {
        while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            if (Files.size(output) > MAX_OUTPUT_BYTES) {
                return Finding.bad(command.getFirst() + " wrote more than 1 MiB");
            }
        }
        String said = firstOutput();
        String detail = command.getFirst() + " ended with exit code " + process.exitValue()
                + (said.isEmpty() ? "" : ": " + said);
        return process.exitValue() == 0 ? Finding.well(detail) : Finding.bad(detail);
    }

    private String firstOutput() throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(SHOWN_BYTES), StandardCharsets.UTF_8).strip();
        }
    }

    private static void clear(ProcessTree tree) {
        if (!tree.members().isEmpty()) {
            tree.killAll();
        }
    }
}
