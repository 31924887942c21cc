package io.agentropic.rundir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one running supervisor: sockets, logs, reports. Locked while open, so that a second supervisor is
 * refused; the lock goes with the process, however that ends.
 */
public final class RunDirectory implements AutoCloseable {

    private static final String CONTROL_SOCKET = "control.sock";
    private static final String WORKER_SOCKET = "workers.sock";
    private static final String PRIVATE = "private";

    /**
     * The directories this JVM has open. The kernel's lock cannot tell: it belongs to the process, and goes when any
     * descriptor of the file is closed (fcntl(2)), so the file of a held lock is never opened again.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final boolean temporary;
    private final Path realPath;
    private final FileChannel lockFile;

    private RunDirectory(Path path, boolean temporary, Path realPath, FileChannel lockFile) {
        this.path = path;
        this.temporary = temporary;
        this.realPath = realPath;
        this.lockFile = lockFile;
    }

    /**
     * Where a supervisor keeps its files by default: {@code /run/agentropic} for root, {@code
     * $XDG_RUNTIME_DIR/agentropic} for others, or a directory of the user's own below the temporary directory where that
     * is not set.
     */
    public static Path defaultPath() {
        int uid = OwnUser.uid();
        if (uid == 0) {
            return Path.of("/run/agentropic");
        }
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        return runtime == null || runtime.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir"), "agentropic-" + uid)
                : Path.of(runtime, "agentropic");
    }

    /** Where commands reach the supervisor of the run directory {@code directory}. */
    public static Path controlSocketIn(Path directory) {
        return directory.resolve(CONTROL_SOCKET);
    }

    /**
     * Opens {@code directory}, which is made (mode 0700) when it is missing.
     *
     * @throws RunDirectoryException when it is a symbolic link, no directory, someone else's, writable by others or too
     *     long for a socket's path, or when another supervisor uses it
     */
    public static RunDirectory open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        SocketPaths.requireFitting(path.resolve(CONTROL_SOCKET));
        SocketPaths.requireFitting(path.resolve(WORKER_SOCKET));
        makePrivate(path);
        Ownership.requireOwn(path);
        return claimed(path, false);
    }

    /** Opens a private directory of a fresh name, which is removed at the end. */
    public static RunDirectory temporary() {
        try {
            return claimed(Files.createTempDirectory("agentropic-", privateMode()), true);
        } catch (IOException e) {
            throw new RunDirectoryException("no temporary run directory could be made: " + e.getMessage(), e);
        }
    }

    private static RunDirectory claimed(Path path, boolean temporary) {
        try {
            Path real = path.toRealPath();
            if (!OPEN.add(real)) {
                throw inUse(path);
            }
            return locked(path, temporary, real);
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory " + path + " cannot be used: " + e, e);
        }
    }

    private static RunDirectory locked(Path path, boolean temporary, Path real) throws IOException {
        FileChannel lockFile = null;
        boolean opened = false;
        try {
            lockFile = FileChannel.open(
                    path.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            if (lockFile.tryLock() == null) {
                throw inUse(path);
            }
            Files.createDirectories(path.resolve("agents"), privateMode());
            Files.createDirectories(path.resolve("reports"), privateMode());
            Files.createDirectories(path.resolve(PRIVATE), privateMode());
            opened = true;
            return new RunDirectory(path, temporary, real, lockFile);
        } finally {
            if (!opened) {
                release(real, lockFile);
            }
        }
    }

    private static void release(Path real, @Nullable FileChannel lockFile) throws IOException {
        try (lockFile) {
            OPEN.remove(real);
        }
    }

    private static RunDirectoryException inUse(Path path) {
        return new RunDirectoryException("another supervisor uses the run directory " + path
                + "; stop it with 'down', or choose another directory with --run-dir");
    }

    private static void makePrivate(Path path) {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(path, privateMode());
            }
        } catch (IOException e) {
            throw new RunDirectoryException(
                    "the run directory " + path + " cannot be made: " + e + "; choose another with --run-dir", e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> privateMode() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }

    /** The directory itself. */
    public Path path() {
        return path;
    }

    /** Names this directory among all on the host: 12 hexadecimal digits, the same for each run in it. */
    public String runId() {
        return RunId.of(path);
    }

    /** Where commands arrive. */
    public Path controlSocket() {
        return controlSocketIn(path);
    }

    /** Where workers connect. */
    public Path workerSocket() {
        return path.resolve(WORKER_SOCKET);
    }

    /** The file that says where the control groups of this run are. */
    public Path controlGroupRecord() {
        return path.resolve("control-group");
    }

    /** Where exit reports lie. */
    public Path reports() {
        return path.resolve("reports");
    }

    /** Where an agent's logs lie; not made by this call. */
    public Path agentDirectory(String agent) {
        return path.resolve("agents").resolve(agent);
    }

    /** Makes {@link #agentDirectory} (mode 0700) where it is missing. */
    public Path makeAgentDirectory(String agent) {
        Path directory = agentDirectory(agent);
        try {
            return Files.createDirectories(directory, privateMode());
        } catch (IOException e) {
            throw new RunDirectoryException("the directory " + directory + " cannot be made: " + e, e);
        }
    }

    /**
     * Makes a directory (mode 0700) of one incarnation's own; one that an earlier run has left is removed first.
     *
     * @throws IOException when it cannot be made
     */
    public PrivateDirectory makePrivateDirectory(String name) throws IOException {
        var made = new PrivateDirectory(path.resolve(PRIVATE).resolve(name));
        made.close();
        Files.createDirectory(made.path(), privateMode());
        return made;
    }

    /**
     * Removes the private directories that an earlier run has left; what ran in them must be gone.
     *
     * @throws RunDirectoryException when one cannot be removed
     */
    public void sweepPrivateDirectories() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(path.resolve(PRIVATE))) {
            for (Path directory : left) {
                FileTree.delete(directory);
            }
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory " + path + " cannot be cleared: " + e, e);
        }
    }

    /**
     * Lets a group through to the workers' socket and the private directories below, and to what anybody may read; for
     * root.
     *
     * @throws IOException when a file is missing or may not be changed
     */
    public void admit(int group) throws IOException {
        share(path, group, "rwx--x---");
        share(path.resolve(PRIVATE), group, "rwx--x---");
        share(workerSocket(), group, "rw--w----");
    }

    private static void share(Path file, int group, String mode) throws IOException {
        Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /** Unlocks the directory; removes the sockets, and a temporary directory with all that is in it. */
    @Override
    public void close() {
        try {
            if (lockFile.isOpen()) {
                leave();
            }
        } catch (IOException e) {
            throw new RunDirectoryException("the run directory " + path + " cannot be closed: " + e, e);
        }
    }

    /** The sockets of a later owner are none of ours: they go before the lock does. */
    private void leave() throws IOException {
        try {
            Files.deleteIfExists(controlSocket());
            Files.deleteIfExists(workerSocket());
            if (temporary) {
                FileTree.delete(path);
            }
        } finally {
            release(realPath, lockFile);
        }
    }
}
