package io.agentropic.archive;

import io.agentropic.rundir.RunDirectoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The worker's jar, which the supervisor's own jar carries. */
final class WorkerJar {

    private static final String RESOURCE = "/META-INF/agentropic/agentropic-worker.jar";
    private static final String NAME = "agentropic-worker.jar";

    private WorkerJar() {}

    /** Names its content. */
    static String digest() {
        return Digest.of(content());
    }

    /**
     * Writes the jar into {@code directory}; one of an earlier run is replaced.
     *
     * @throws RunDirectoryException when the supervisor's jar does not carry it, or it cannot be written
     */
    static Path extractTo(Path directory) {
        try {
            return extract(directory.resolve(NAME));
        } catch (IOException e) {
            throw new RunDirectoryException("the worker's jar cannot be written to " + directory + ": " + e, e);
        }
    }

    /**
     * Writes the jar into {@code directory}, unless it is there already: archives hold for the file as it was when they were
     * made, to the time of its last change.
     */
    static Path extractOnceTo(Path directory) throws IOException {
        Path target = directory.resolve(NAME);
        boolean there = Files.isRegularFile(target)
                && Digest.of(Files.readAllBytes(target)).equals(digest());
        return there ? target : extract(target);
    }

    private static Path extract(Path target) throws IOException {
        Path fresh = Files.createTempFile(target.getParent(), "worker-", ".jar");
        Files.write(fresh, content());
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] content() {
        try (InputStream jar = WorkerJar.class.getResourceAsStream(RESOURCE)) {
            if (jar == null) {
                throw new RunDirectoryException(
                        "the class path lacks " + RESOURCE + ": the supervisor's jar was not built with 'mvn package'");
            }
            return jar.readAllBytes();
        } catch (IOException e) {
            throw new RunDirectoryException(RESOURCE + " cannot be read from the class path: " + e, e);
        }
    }
}
