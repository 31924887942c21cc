package io.agentropic.rundir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether a directory may be trusted: ours alone to write, and reached without a symbolic link. */
final class Ownership {

    private Ownership() {}

    /** The user id of this process, read without native code: commands that start fast need it too. */
    static int ownUid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException("the owner of /proc/self cannot be read; is /proc mounted?", e);
        }
    }

    /** Refuses a directory that others could have prepared, or could change. */
    static void requireOwn(Path directory) {
        try {
            if (Files.isSymbolicLink(directory)) {
                throw refused(directory, "is a symbolic link; name the directory itself");
            }
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(directory, "is no directory");
            }
            int owner = (int) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (owner != ownUid()) {
                throw refused(directory, "belongs to uid " + owner + ", not to uid " + ownUid());
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
            if (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw refused(directory, "can be written by others; run 'chmod go-w " + directory + "'");
            }
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory " + directory + " cannot be examined: " + e, e);
        }
    }

    private static RunDirectoryException refused(Path directory, String why) {
        return new RunDirectoryException("the run directory " + directory + " " + why);
    }
}
