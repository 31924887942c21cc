package io.agentropic.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which files a worker has found when it started, which may have opened them: one that starts later would find those of
 * later.
 *
 * @param files what was found at each path
 */
record FileStamps(Map<Path, Optional<Stamp>> files) {

    /** One state of one file: what is written to it, or put in its place, has another. */
    record Stamp(long modifiedNanos, long bytes, String key) {}

    /** Those of this moment. */
    static FileStamps of(Collection<Path> paths) {
        Map<Path, Optional<Stamp>> files = new LinkedHashMap<>();
        paths.forEach(path -> files.put(path, at(path)));
        return new FileStamps(files);
    }

    /** Whether the same files are there now. */
    boolean areCurrent() {
        return files.entrySet().stream().allMatch(entry -> at(entry.getKey()).equals(entry.getValue()));
    }

    private static Optional<Stamp> at(Path path) {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Stamp(
                    found.lastModifiedTime().to(TimeUnit.NANOSECONDS), found.size(), String.valueOf(found.fileKey())));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
