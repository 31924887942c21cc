package io.agentropic.archive;

import io.agentropic.program.JavaHome;
import io.agentropic.rundir.FileTree;
import io.agentropic.rundir.OwnUser;
import io.agentropic.rundir.Ownership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Where archives are kept: a directory for each version of the worker's jar, in it the jar and an archive for each JVM. All
 * of it belongs to this process's user alone: what JVMs map as classes is code.
 */
final class CacheDirectory {

    /** What nobody has used for so long is removed. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** The time of use is noted that exactly. */
    private static final Duration EXACTNESS = Duration.ofDays(1);

    private final Path all;
    private final Path path;
    private final boolean forOtherUsers;

    private CacheDirectory(Path all, Path path, boolean forOtherUsers) {
        this.all = all;
        this.path = path;
        this.forOtherUsers = forOtherUsers;
    }

    /**
     * {@code /var/cache/agentropic} for root, {@code $XDG_CACHE_HOME/agentropic} or {@code ~/.cache/agentropic} for others;
     * see the XDG Base Directory Specification.
     */
    static Path defaultPath(Map<String, String> environment) {
        if (OwnUser.uid() == 0) {
            return Path.of("/var/cache/agentropic");
        }
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (cache.startsWith("/") ? Path.of(cache) : home.resolve(".cache")).resolve("agentropic");
    }

    /**
     * The directory of one version, which is made where it is missing.
     *
     * @param forOtherUsers whether others have to read what is in it
     * @throws IOException when it cannot be made, could be changed by others, or is out of their reach
     */
    static CacheDirectory open(Path all, String version, boolean forOtherUsers) throws IOException {
        String mode = forOtherUsers ? "rwxr-xr-x" : "rwx------";
        Path own = make(make(all, mode).resolve(version), mode);
        if (forOtherUsers) {
            requireWithinReach(own);
        }
        return new CacheDirectory(all, own, forOtherUsers);
    }

    /** The mode is set apart from making it, as the umask of this process takes from it. */
    private static Path make(Path directory, String mode) throws IOException {
        Files.createDirectories(directory);
        var objection = Ownership.objection(directory);
        if (objection.isPresent()) {
            throw new IOException("the cache directory " + directory + " " + objection.get());
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
        return directory;
    }

    private static void requireWithinReach(Path directory) throws IOException {
        for (Path above = directory; above != null; above = above.getParent()) {
            if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new IOException("agents, which are other users, cannot reach the cache directory " + directory
                        + ": " + above + " is closed to others");
            }
        }
    }

    Path path() {
        return path;
    }

    /** Whether others read what is in it. */
    boolean isForOtherUsers() {
        return forOtherUsers;
    }

    /** Where the archive for a JVM lies; another build of that JVM in its place has another one. */
    ClassArchive archive(JavaHome java) throws IOException {
        return archive(Digest.of(identity(java)), ClassArchive.Form.of(java));
    }

    /**
     * Where the archive for an agent's class path lies; with other jars in it, or others in their place, it has another one,
     * and those of its former jars are of no use to anybody: they are removed.
     */
    ClassArchive archive(AgentClassPath agent) throws IOException {
        String prefix = Digest.of(identity(agent.java()) + "\n" + agent.identity()) + "-";
        ClassArchive archive = archive(prefix + Digest.of(agent.state()), ClassArchive.Form.of(agent.java()));
        if (!Files.exists(archive.file())) {
            try (DirectoryStream<Path> former = Files.newDirectoryStream(path, prefix + "*")) {
                for (Path file : former) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return archive;
    }

    private ClassArchive archive(String name, ClassArchive.Form form) {
        return new ClassArchive(path.resolve(name + "." + form.suffix()), form);
    }

    private static String identity(JavaHome java) throws IOException {
        Path home = java.home().toRealPath();
        return home + "\n" + Files.readString(home.resolve("release"), StandardCharsets.ISO_8859_1) + "\n"
                + Files.getLastModifiedTime(home.resolve("lib/modules")).toMillis();
    }

    /** Notes that {@code file} is in use, and so is the whole version. */
    void used(Path file, Instant now) throws IOException {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(EXACTNESS))) {
            Files.setLastModifiedTime(file, FileTime.from(now));
            Files.setLastModifiedTime(path, FileTime.from(now));
        }
    }

    /** Removes other versions and archives that nobody has used for a month. */
    void sweep(Instant now) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(now));
        sweep(path, "{*.aot,*.jsa,recording-*}", now);
        sweep(all, "*", now);
    }

    private static void sweep(Path directory, String names, Instant now) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, names)) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(now.minus(KEPT))) {
                    remove(entry);
                }
            }
        } catch (NoSuchFileException sweptByAnother) {
            // What is left of it is swept next time.
        }
    }

    private static void remove(Path entry) throws IOException {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            FileTree.delete(entry);
        } else {
            Files.delete(entry);
        }
    }
}
