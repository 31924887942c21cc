package io.agentropic.it.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What agents wrote, as the run directory keeps it. */
final class Output {

    private Output() {}

    static List<String> lines(Path runDirectory, String agent, String stream) {
        Path file = runDirectory.resolve("agents").resolve(agent).resolve(stream + ".log");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
