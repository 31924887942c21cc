package io.agentropic.program;

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
 * Which files were found at one moment by somebody who has opened them or remembers what is in them.
 *
 * @param files what was found at each path
 */
public record FileStamps(Map<Path, Optional<Stamp>> files) {

    /**
     * One state of one file: what is written to it, or put in its place, has another.
     *
     * @param modifiedNanos when it was last written to, since the epoch
     * @param bytes its size
     * @param key its device and inode
     */
    public record Stamp(long modifiedNanos, long bytes, String key) {}

    /** Copies the map. */
    public FileStamps {
        files = Map.copyOf(files);
    }

    /** Those of this moment. */
    public static FileStamps of(Collection<Path> paths) {
        Map<Path, Optional<Stamp>> files = new LinkedHashMap<>();
        paths.forEach(path -> files.put(path, at(path)));
        return new FileStamps(files);
    }

    /** Whether the same files are there now. */
    public boolean areCurrent() {
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
