package io.agentropic.rundir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Removal of a directory with all that is in it; symbolic links are removed, never followed. Nobody else may work in it
 * meanwhile. It may be the work of an enemy, with directories that lie deeper than a path can say, or closed to their
 * owner: each one is moved up to the top before it is emptied, so that no path grows.
 */
public final class FileTree {

    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwx------");

    /** Where directories wait to be emptied: in the root, under a name that nobody could guess. */
    private final Path waiting;

    private final Deque<Path> directories = new ArrayDeque<>();
    private int moved;

    private FileTree(Path root) {
        this.waiting = root.resolve("removed-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        directories.push(root);
    }

    /** Removes {@code root}; nothing happens when it is missing. */
    public static void delete(Path root) throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            new FileTree(root).deleteAll(root);
        }
    }

    private void deleteAll(Path root) throws IOException {
        Files.setPosixFilePermissions(root, OPEN);
        Files.createDirectory(waiting);
        while (!directories.isEmpty()) {
            Path directory = directories.pop();
            empty(directory);
            if (!directory.equals(root)) {
                Files.delete(directory);
            }
        }
        Files.delete(waiting);
        Files.delete(root);
    }

    private void empty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(entry);
                } else if (!entry.equals(waiting)) {
                    Files.setPosixFilePermissions(entry, OPEN);
                    directories.push(Files.move(entry, waiting.resolve(Integer.toString(moved++))));
                }
            }
        }
    }
}
