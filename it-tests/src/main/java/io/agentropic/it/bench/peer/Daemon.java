package io.agentropic.it.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** This one as a process of its own, begun with a file as the others are: so what it takes itself can be compared. */
final class Daemon {

    private Daemon() {}

    /** Starts it with so many copies, which all begin at once. */
    static Process start(Path directory, Path supervisorJar, Path programJar, Path marks, int copies)
            throws IOException {
        StringBuilder file =
                new StringBuilder("apiVersion: agentropic/v1\nruntime:\n  enforcement: best-effort\nagents:\n");
        for (int i = 0; i < copies; i++) {
            file.append("  marked-")
                    .append(i)
                    .append(":\n    mainClass: ")
                    .append(MarkedProgram.class.getName())
                    .append("\n    classpath: [")
                    .append(programJar)
                    .append("]\n    args: [")
                    .append(marks)
                    .append("]\n    restart: { policy: always }\n");
        }
        Path written = Files.writeString(directory.resolve("agents.yaml"), file);
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        supervisorJar.toString(),
                        "up",
                        written.toString(),
                        "--run-dir",
                        directory.resolve("run").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
