package io.agentropic.archive;

import io.agentropic.ipc.Token;
import io.agentropic.program.JavaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that does what workers do, with itself as the supervisor, and writes down what it needs for it.
 *
 * @param java the JVM
 * @param workerJar all that is on its class path
 * @param socket used meanwhile; one that a killed supervisor left is removed
 */
record RehearsedWorker(JavaHome java, Path workerJar, Path socket) {

    private static final String MAIN_CLASS = "io.agentropic.worker.Rehearsal";

    /**
     * Has it do so.
     *
     * @param recording the JVM options that say what is written down, and where
     * @param log where its output goes
     */
    void record(List<String> recording, Path log) throws IOException, InterruptedException {
        Files.deleteIfExists(socket);
        try {
            List<String> arguments = new ArrayList<>(recording);
            arguments.addAll(
                    List.of("-XX:+UseSerialGC", "-Xmx64m", "-cp", workerJar.toString(), MAIN_CLASS, socket.toString()));
            BackgroundJvm.run(java, arguments, Token.random().toHex() + "\n", log);
        } finally {
            Files.deleteIfExists(socket);
        }
    }
}
