package io.agentropic.confine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files of a JVM that lie outside its directory: distributions put its configuration and certificates below {@code /etc}
 * and leave links. Looked up once for each JVM.
 */
public final class JavaHomeLinks {

    private static final int DEPTH = 6;

    private static final Map<Path, List<Path>> KNOWN = new ConcurrentHashMap<>();

    private JavaHomeLinks() {}

    /** Where the links of {@code home}, a real path, lead to outside it: what they name, and what that really is. */
    public static List<Path> outside(Path home) {
        return KNOWN.computeIfAbsent(home, JavaHomeLinks::look);
    }

    private static List<Path> look(Path home) {
        try (Stream<Path> files = Files.find(home, DEPTH, (_, attributes) -> attributes.isSymbolicLink())) {
            return files.filter(Files::exists)
                    .flatMap(JavaHomeLinks::named)
                    .filter(target -> !target.startsWith(home))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM at " + home + " cannot be read", e);
        }
    }

    private static Stream<Path> named(Path link) {
        try {
            Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
            return Stream.of(target, link.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(link + " cannot be followed", e);
        }
    }
}
