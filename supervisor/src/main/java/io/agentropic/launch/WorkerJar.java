package io.agentropic.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The worker's jar, which the supervisor's own jar carries. */
public final class WorkerJar {

    private static final String RESOURCE = "/META-INF/agentropic/agentropic-worker.jar";

    private WorkerJar() {}

    /**
     * Writes the jar into {@code directory}; one of an earlier run is replaced.
     *
     * @throws LaunchException when the supervisor's jar does not carry it, or it cannot be written
     */
    public static Path extractTo(Path directory) {
        Path target = directory.resolve("agentropic-worker.jar");
        try (InputStream jar = WorkerJar.class.getResourceAsStream(RESOURCE)) {
            if (jar == null) {
                throw new LaunchException(
                        "the class path lacks " + RESOURCE + ": the supervisor's jar was not built with 'mvn package'");
            }
            Path fresh = Files.createTempFile(directory, "worker-", ".jar");
            Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LaunchException("the worker's jar cannot be written to " + target + ": " + e, e);
        }
    }
}
