package io.agentropic.program;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** The jars that manifests name in {@code Class-Path}; see the JAR file specification. */
public final class ManifestClassPath {

    private static final Pattern SPACES = Pattern.compile(" +");

    private ManifestClassPath() {}

    /** Relative URLs separated by spaces; what cannot be followed is skipped, as the class loader does. */
    static List<Path> namedBy(Path jar, Attributes attributes) {
        String value = attributes.getValue(Attributes.Name.CLASS_PATH);
        if (value == null) {
            return List.of();
        }
        return SPACES.splitAsStream(value.strip())
                .flatMap(url -> fileAt(jar, url).stream())
                .toList();
    }

    private static Optional<Path> fileAt(Path jar, String relativeUrl) {
        try {
            URI uri = jar.toUri().resolve(relativeUrl);
            return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
        } catch (IllegalArgumentException notFollowed) {
            return Optional.empty();
        }
    }

    /**
     * The class path with the jars that its jars name, and theirs in turn. The jar of a confined agent is not trusted with
     * what it may read: only jars beside or below the one that names them are among these.
     */
    public static List<Path> withNamed(List<Path> classPath) {
        Set<Path> all = new LinkedHashSet<>(classPath);
        Deque<Path> unread = new ArrayDeque<>(classPath);
        while (!unread.isEmpty()) {
            Path jar = unread.pop();
            for (Path named : trusted(jar)) {
                if (all.add(named)) {
                    unread.push(named);
                }
            }
        }
        return new ArrayList<>(all);
    }

    private static List<Path> trusted(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return List.of();
        }
        try (JarFile opened = new JarFile(jar.toFile())) {
            if (opened.getManifest() == null) {
                return List.of();
            }
            Path home = jar.toRealPath().resolveSibling("");
            return namedBy(jar, opened.getManifest().getMainAttributes()).stream()
                    .filter(named -> named.toString().endsWith(".jar") && isBelow(named, home))
                    .toList();
        } catch (IOException noJar) {
            return List.of();
        }
    }

    private static boolean isBelow(Path file, Path directory) {
        try {
            return Files.isRegularFile(file) && file.toRealPath().startsWith(directory);
        } catch (IOException missing) {
            return false;
        }
    }
}
