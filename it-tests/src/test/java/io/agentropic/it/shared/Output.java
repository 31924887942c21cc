package io.agentropic.it.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the shared JVM wrote. */
final class Output {

    private Output() {}

    static String stderr(Path runDirectory) {
        Path file = runDirectory.resolve("agents/shared..jvm/stderr.log");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
