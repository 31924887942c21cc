package io.agentropic.rundir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Whether a directory may be trusted: ours alone to write, and reached without a symbolic link. */
public final class Ownership {

    private Ownership() {}

    /**
     * What speaks against a directory that others could have prepared, or could change: a clause that begins with a verb, and
     * the remedy; empty when nothing does.
     *
     * @throws IOException when it cannot be examined
     */
    public static Optional<String> objection(Path directory) throws IOException {
        if (Files.isSymbolicLink(directory)) {
            return Optional.of("is a symbolic link; name the directory itself");
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("is no directory");
        }
        int owner = (int) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (owner != OwnUser.uid()) {
            return Optional.of("belongs to uid " + owner + ", not to uid " + OwnUser.uid());
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
        boolean open =
                mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE);
        return open ? Optional.of("can be written by others; run 'chmod go-w " + directory + "'") : Optional.empty();
    }

    /** Refuses a run directory that is not to be trusted. */
    static void requireOwn(Path directory) {
        Optional<String> objection;
        try {
            objection = objection(directory);
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory " + directory + " cannot be examined: " + e, e);
        }
        if (objection.isPresent()) {
            throw new RunDirectoryException("the run directory " + directory + " " + objection.get());
        }
    }
}
