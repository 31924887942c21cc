package io.agentropic.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Starts a command as the JDK does, confined by nothing but what is done to it at its gate.
 *
 * @param gate the words before those of the command, which wait for one line and then run what follows
 */
record PlainStart(List<String> gate) implements Start {

    @Override
    public StartedChild start(GatedCommand command) {
        List<String> words = new ArrayList<>(gate);
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(Redirect.appendTo(command.logs().stdout().path().toFile()))
                .redirectError(Redirect.appendTo(command.logs().stderr().path().toFile()));
        Path directory = command.directory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(command.environment());
        try {
            return new OfTheJdk(builder.start());
        } catch (IOException e) {
            File where = builder.directory();
            throw new LaunchException(
                    "the process of agent '" + command.agent() + "' cannot be started"
                            + (where == null ? "" : " in " + where) + ": " + e.getMessage(),
                    e);
        }
    }

    private record OfTheJdk(Process process) implements StartedChild {
        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public CompletableFuture<Integer> onExit() {
            return process.onExit().thenApply(Process::exitValue);
        }

        @Override
        public void writeAndClose(byte[] bytes) throws IOException {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(bytes);
            }
        }

        @Override
        public void kill() {
            Process _ = process.destroyForcibly();
        }
    }
}
