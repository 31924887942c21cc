package io.agentropic.archive;

import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import io.agentropic.rundir.RunDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's jar, and archives of its classes for each JVM that runs it, and of whole class paths for agents that want
 * that. The first agent that needs one has it made in the background and starts without; later ones, of this supervisor or
 * another, start with it. One is made at a time. Any thread may use it.
 */
public final class ClassArchives implements AutoCloseable {

    /** How long the end waits for an archive that is being made: a short run is worth it once. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchives.class);

    private final Path workerJar;
    private final @Nullable CacheDirectory cache;
    private final Path socketDirectory;
    private final Map<Path, Recording> recordings = new ConcurrentHashMap<>();
    private final Semaphore turn = new Semaphore(1, true);
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private ClassArchives(Path workerJar, @Nullable CacheDirectory cache, Path socketDirectory) {
        this.workerJar = workerJar;
        this.cache = cache;
        this.socketDirectory = socketDirectory;
    }

    /**
     * Archives in the cache directory of this process's user; where that cannot be used there are none, and the worker's
     * jar lies in the run directory.
     *
     * @param runDirectory for sockets, and for the jar where there is no cache
     * @param forOtherUsers whether workers run as other users than this process
     * @throws RunDirectoryException when the jar cannot be written anywhere
     */
    public static ClassArchives open(Path runDirectory, boolean forOtherUsers) {
        return open(CacheDirectory.defaultPath(System.getenv()), runDirectory, forOtherUsers);
    }

    static ClassArchives open(Path cacheDirectory, Path runDirectory, boolean forOtherUsers) {
        try {
            CacheDirectory cache = CacheDirectory.open(cacheDirectory, WorkerJar.digest(), forOtherUsers);
            cache.sweep(Instant.now());
            return new ClassArchives(WorkerJar.extractOnceTo(cache.path()), cache, runDirectory);
        } catch (IOException | RunDirectoryException e) {
            LOG.info("JVMs start without archives of classes: {}", e.getMessage());
            return new ClassArchives(WorkerJar.extractTo(runDirectory), null, runDirectory);
        }
    }

    /** The worker's jar. */
    public Path workerJar() {
        return workerJar;
    }

    /** The archive for workers on this JVM; empty when there is none yet, or never will be. Returns at once. */
    public Optional<ClassArchive> of(JavaHome java) {
        if (cache == null) {
            return Optional.empty();
        }
        try {
            ClassArchive archive = cache.archive(java);
            if (isThere(archive, cache)) {
                return Optional.of(archive);
            }
            Making making =
                    (made, scene) -> rehearsed(java).record(archive.form().making(made), scene.resolve("log"));
            record(archive, "JVM " + java.home() + " starts agents", making);
        } catch (IOException e) {
            LOG.warn("JVM {} cannot have an archive of classes", java.home(), e);
        }
        return Optional.empty();
    }

    /**
     * The archive of a worker's and a program's classes together; empty when there is none yet, or never will be, which the
     * log tells once. Returns at once.
     *
     * @param options the agent's own JVM options
     */
    public Optional<ClassArchive> of(JavaHome java, InspectedProgram program, List<String> options) {
        if (cache == null) {
            return Optional.empty();
        }
        try {
            AgentClassPath agent = AgentClassPath.of(java, program, options);
            Optional<String> obstacle = agent.obstacle(cache.isForOtherUsers());
            if (obstacle.isPresent()) {
                tell("jvm.aot has no effect: " + obstacle.get());
                return Optional.empty();
            }
            ClassArchive archive = cache.archive(agent);
            if (isThere(archive, cache)) {
                return Optional.of(archive);
            }
            if (archive.fits(options)) {
                record(
                        archive,
                        "agents with class path " + program.classPath() + " start",
                        new ListedClasses(rehearsed(java), agent));
            }
        } catch (IOException e) {
            tell("jvm.aot has no effect: " + e);
        }
        return Optional.empty();
    }

    private static boolean isThere(ClassArchive archive, CacheDirectory cache) throws IOException {
        if (!Files.isRegularFile(archive.file())) {
            return false;
        }
        cache.used(archive.file(), Instant.now());
        return true;
    }

    private void tell(String sentence) {
        if (told.add(sentence)) {
            LOG.warn(sentence);
        }
    }

    private RehearsedWorker rehearsed(JavaHome java) {
        return new RehearsedWorker(java, workerJar, socketDirectory.resolve("recording.sock"));
    }

    private void record(ClassArchive archive, String whose, Making making) {
        recordings.computeIfAbsent(archive.file(), _ -> Recording.begin(archive, whose, making, turn));
    }

    /** Waits until what is being made is there, for some seconds; then it is given up and nothing of it is left. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List.copyOf(recordings.values())
                .forEach(recording -> recording.end(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }
}
