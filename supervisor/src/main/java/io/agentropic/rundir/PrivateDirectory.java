package io.agentropic.rundir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A directory that one agent has to itself while it lives. What lies in it is the agent's: nothing there is followed or
 * trusted.
 */
public final class PrivateDirectory implements AutoCloseable {

    /** More than any crash report, and little enough to keep. */
    private static final int MAX_RESCUED_BYTES = 8 << 20;

    private final Path path;

    PrivateDirectory(Path path) {
        this.path = path;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Makes it the property of a user and of the group of the same number.
     *
     * @throws IOException EPERM for anybody but root
     */
    public void giveTo(int uid) throws IOException {
        Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes an empty file in it that belongs to whom the directory belongs, for an agent that sees nothing else of it.
     *
     * @throws IOException when it cannot be made
     */
    public void makeFile(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        for (String owner : List.of("unix:gid", "unix:uid")) {
            Files.setAttribute(
                    file, owner, Files.getAttribute(path, owner, LinkOption.NOFOLLOW_LINKS), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /**
     * Copies a regular file out of it, at most 8 MiB; nothing happens when it is empty or missing, or a link. The
     * agent must be gone.
     *
     * @throws IOException when it cannot be copied
     */
    public void rescue(Path file, Path target) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) == 0) {
            return;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                OutputStream out =
                        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(in.readNBytes(MAX_RESCUED_BYTES));
        }
        Files.delete(file);
    }

    /** Removes it with all that is in it; the agent must be gone. Idempotent. */
    @Override
    public void close() throws IOException {
        FileTree.delete(path);
    }
}
