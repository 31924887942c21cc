package io.agentropic.cgroup;

import io.agentropic.syscall.FileSystemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that says where the control groups of a run are. A supervisor is not always started in the group of the one before,
 * which may have been killed: so it finds what that one left.
 *
 * @param file in a directory that only the supervisor's user can write to
 */
public record TreeRecord(Path file) {

    /**
     * Ends and removes what the file tells of, unless it is where the groups of {@code run} are now, and has it tell of those.
     *
     * @param run 1 to 32 lower-case hexadecimal digits
     * @param present where they are now
     * @return how many groups held processes
     * @throws CgroupException when what was left could not be ended, or the file not be written
     */
    public int replace(String run, CgroupAccess present) {
        Optional<Path> now = present instanceof CgroupAccess.Available(CgroupTree tree)
                ? Optional.of(tree.directory())
                : Optional.empty();
        int ended = former(run)
                .filter(path -> !now.equals(Optional.of(path)))
                .map(path -> Leftovers.end(new ControlGroup(path)))
                .orElse(0);
        now.ifPresentOrElse(this::write, this::forget);
        return ended;
    }

    /** Only a group of this run is ended on the word of a file. */
    private Optional<Path> former(String run) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Path told = Path.of(Files.readString(file, StandardCharsets.UTF_8).strip());
            boolean ofThisRun = told.isAbsolute() && told.endsWith(CgroupTree.PREFIX + run);
            return ofThisRun && Files.isDirectory(told) && FileSystemType.of(told) == FileSystemType.CGROUP2
                    ? Optional.of(told)
                    : Optional.empty();
        } catch (IOException e) {
            throw new CgroupException("cannot read " + file, e);
        }
    }

    private void write(Path directory) {
        try {
            Files.writeString(file, directory + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CgroupException("cannot write " + file, e);
        }
    }

    /** There are no groups any more. */
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CgroupException("cannot remove " + file, e);
        }
    }
}
