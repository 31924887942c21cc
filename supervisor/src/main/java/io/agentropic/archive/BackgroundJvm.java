package io.agentropic.archive;

import io.agentropic.namespace.CommandSearch;
import io.agentropic.program.JavaHome;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that makes something at the lowest priority, for two minutes at most. */
final class BackgroundJvm {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LAST_WORDS = 2_000;

    private BackgroundJvm() {}

    /**
     * Runs it to its end; it is gone when this returns.
     *
     * @param arguments what follows {@code java}
     * @param input what its standard input holds
     * @param log where its output goes
     * @throws IOException when it cannot be started, fails, or takes too long
     * @throws InterruptedException when it is given up
     */
    static void run(JavaHome java, List<String> arguments, String input, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(java, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
        Process process = builder.start();
        try {
            try (Writer stdin = process.outputWriter(StandardCharsets.US_ASCII)) {
                stdin.write(input);
            }
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("making one took longer than " + LONGEST.toSeconds() + " s");
            }
        } finally {
            kill(process);
        }
        if (process.exitValue() != 0) {
            throw new IOException("making one ended with code " + process.exitValue() + ": " + lastWords(log));
        }
    }

    private static List<String> command(JavaHome java, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (CommandSearch.find("nice", CommandSearch.ownPath()) instanceof CommandSearch.Result.Found(Path nice)) {
            command.addAll(List.of(nice.toString(), "-n", "19"));
        }
        command.add(java.executable().toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:+DisableAttachMechanism"));
        command.addAll(arguments);
        return command;
    }

    /** With the JVM that it had started to write the archive. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        Process killed = process.destroyForcibly();
        boolean interrupted = false;
        while (killed.isAlive()) {
            try {
                killed.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String lastWords(Path log) throws IOException {
        String all = Files.readString(log, StandardCharsets.ISO_8859_1);
        return all.substring(Math.max(0, all.length() - LAST_WORDS)).strip();
    }
}
