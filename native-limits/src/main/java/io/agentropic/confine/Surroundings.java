package io.agentropic.confine;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a child JVM needs from its host to do its work.
 *
 * @param javaHome the JVM that runs it
 * @param classPath jars and directories
 * @param privateDirectory its own, for temporary files
 * @param socket where its worker connects
 * @param workingDirectory where it was told to start; {@code null} for its private directory
 */
public record Surroundings(
        Path javaHome,
        List<Path> classPath,
        Path privateDirectory,
        Path socket,
        @Nullable Path workingDirectory) {

    /** Copies the list. */
    public Surroundings {
        classPath = List.copyOf(classPath);
    }
}
