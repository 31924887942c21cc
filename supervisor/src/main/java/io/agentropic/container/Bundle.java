package io.agentropic.container;

import io.agentropic.confine.AgentUser;
import io.agentropic.namespace.FileView;
import io.agentropic.namespace.FileView.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * What an OCI runtime reads of one container and what it keeps about it, all in a directory that goes when the container
 * is gone: the runtime makes nothing elsewhere, since it may use no control groups of its own.
 *
 * @param directory the bundle
 */
record Bundle(Path directory) {

    private static final String READABLE = "rwxr-xr-x";

    /** Where the runtime keeps its state. */
    Path state() {
        return directory.resolve("state");
    }

    /** An empty root file system. */
    Path root() {
        return directory.resolve("rootfs");
    }

    /**
     * Makes the directories, with the links of {@code view} in the empty root.
     *
     * @param user as whom the runtime runs; {@code null} for this process's own user
     * @throws IOException when one cannot be made, or cannot be given to the user
     */
    void make(FileView view, @Nullable AgentUser user) throws IOException {
        Files.createDirectory(state());
        Files.createDirectory(root());
        Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString(READABLE));
        if (user != null) {
            Files.setAttribute(state(), "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(root(), "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
        }
        for (Mount mount : view.mounts()) {
            if (mount instanceof Mount.Link(Path inside, Path target)) {
                Files.createSymbolicLink(root().resolve(Path.of("/").relativize(inside)), target);
            }
        }
    }

    /** Writes the configuration, which the runtime's user can read. */
    void write(OciConfig config) throws IOException {
        Path file = directory.resolve("config.json");
        Files.writeString(file, config.document().toString(), StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
