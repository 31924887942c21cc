package io.agentropic.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path that a user wrote down, made absolute, with {@code lib/*} expanded as the {@code java} command does. */
final class ClassPathEntries {

    private ClassPathEntries() {}

    /** The entries in order; what is wrong with any of them is added to {@code violations}. */
    static List<Path> expand(List<Path> written, List<String> violations) {
        if (written.isEmpty()) {
            violations.add("the class path is empty");
        }
        List<Path> expanded = new ArrayList<>();
        for (Path entry : written) {
            try {
                expanded.addAll(expand(entry.toAbsolutePath().normalize()));
            } catch (Violation violation) {
                violations.add(violation.sentence());
            }
        }
        return expanded;
    }

    private static List<Path> expand(Path entry) {
        if (entry.endsWith("*")) {
            return jarsIn(entry.resolveSibling(""));
        }
        if (!Files.exists(entry)) {
            throw new Violation("class path entry " + entry + " does not exist");
        }
        if (!Files.isReadable(entry)) {
            throw new Violation("class path entry " + entry + " cannot be read by this user");
        }
        if (!Files.isDirectory(entry) && !Files.isRegularFile(entry)) {
            throw new Violation("class path entry " + entry + " is neither a jar nor a directory");
        }
        return List.of(entry);
    }

    private static List<Path> jarsIn(Path directory) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{jar,JAR}")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new Violation(
                    "class path entry " + directory.resolve("*") + " cannot be expanded: " + e.getMessage());
        }
        if (jars.isEmpty()) {
            throw new Violation("class path entry " + directory.resolve("*") + " matches no jar");
        }
        jars.sort(null);
        return jars;
    }
}
