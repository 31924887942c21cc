package io.agentropic.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds class files on a class path as the system class loader of the child would: in directories, in jars, and in the
 * jars that their manifests name. Not thread-safe.
 */
final class ClassPathReader implements AutoCloseable {

    /** Entries looked at, those named by manifests included. */
    private static final int MAX_ENTRIES = 10_000;

    private final int featureVersion;
    private final Deque<Path> unopened;
    private final Set<Path> seen = new LinkedHashSet<>();
    private final List<Entry> opened = new ArrayList<>();

    ClassPathReader(List<Path> classPath, int featureVersion) {
        this.unopened = new ArrayDeque<>(classPath);
        this.featureVersion = featureVersion;
    }

    /** The class file of {@code className}, or nothing when it is not on this class path. */
    Optional<byte[]> find(String className) {
        String entryName = className.replace('.', '/') + ".class";
        try {
            for (int i = 0; i < opened.size() || openNext(); i++) {
                Optional<byte[]> found = opened.get(i).read(entryName);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new Violation("class " + className + " cannot be read from the class path: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        for (Entry entry : opened) {
            entry.close();
        }
    }

    private boolean openNext() {
        while (!unopened.isEmpty()) {
            Path next = unopened.removeFirst().normalize();
            if (seen.size() < MAX_ENTRIES && seen.add(next) && Files.exists(next)) {
                opened.add(open(next));
                return true;
            }
        }
        return false;
    }

    private Entry open(Path path) {
        if (Files.isDirectory(path)) {
            return new DirectoryEntry(path);
        }
        JarFileReader jar = JarFileReader.open(path);
        List<Path> named = ManifestClassPath.namedBy(path, jar.attributes());
        for (int i = named.size() - 1; i >= 0; i--) {
            unopened.addFirst(named.get(i));
        }
        return new JarEntry(jar, featureVersion);
    }

    private sealed interface Entry {
        Optional<byte[]> read(String entryName) throws IOException;

        void close();
    }

    private record DirectoryEntry(Path directory) implements Entry {
        @Override
        public Optional<byte[]> read(String entryName) throws IOException {
            Path file = directory.resolve(entryName);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(in.readNBytes(JarFileReader.MAX_ENTRY_BYTES));
            }
        }

        @Override
        public void close() {}
    }

    private record JarEntry(JarFileReader jar, int featureVersion) implements Entry {
        @Override
        public Optional<byte[]> read(String entryName) throws IOException {
            return jar.classFile(entryName, featureVersion);
        }

        @Override
        public void close() {
            try {
                jar.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
