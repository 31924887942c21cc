package io.agentropic.namespace;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a short command ended that was run to see whether it can be relied on.
 *
 * @param code its exit code, 128 + N for signal N; -1 when it could not be started or did not end
 * @param output the beginning of what it wrote on both streams
 */
public record Trial(int code, String output) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_OUTPUT = 8_192;
    private static final int MAX_SHOWN = 300;
    private static final File NOTHING = new File("/dev/null");

    /**
     * Runs it with an empty input and no variable but a search path; one that takes longer than 20 s is killed. Call it
     * from a thread that carries no restriction.
     */
    public static Trial of(List<String> command, String searchPath) {
        try {
            Path output = Files.createTempFile("agentropic-trial", ".out");
            try {
                int code = run(command, searchPath, output);
                return new Trial(code, beginningOf(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new Trial(-1, "it cannot be started: " + e.getMessage());
        }
    }

    private static int run(List<String> command, String searchPath, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(NOTHING))
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", searchPath, "LC_ALL", "C"));
        Process process = builder.start();
        try {
            return process.waitFor(PATIENCE) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String beginningOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    /** Whether it said that all went well. */
    public boolean succeeded() {
        return code == 0;
    }

    /** As a clause: how it ended and what it said, in one printable line. */
    public String describe() {
        String line = output.strip().replaceAll("\\s+", " ").replaceAll("\\P{Print}", "?");
        String shown = line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…";
        return "it ended with code " + code + (shown.isEmpty() ? "" : " and said: " + shown);
    }
}
