package io.agentropic.it.support;

import io.agentropic.bpf.NetworkGuard;
import io.agentropic.limits.Enforcement;
import io.agentropic.pool.WarmPoolConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the kernel under the running tests offers. */
public final class Lane {

    /** Below a mount, of control groups. */
    private static final int DEPTH = 8;

    private Lane() {}

    /** The control group that the cgroup lane was given; empty in the host lane. */
    public static Optional<Path> group() {
        return Optional.ofNullable(System.getenv("AGENTROPIC_LANE_CGROUP")).map(Path::of);
    }

    /** Strict where every limit holds, best effort on a machine that may lack controllers. */
    public static Enforcement enforcement() {
        return group().isPresent() ? Enforcement.STRICT : Enforcement.BEST_EFFORT;
    }

    /** The pool that runtimes of tests have which say nothing of it: none, or as many as {@code agentropic.warmPool} says. */
    public static WarmPoolConfig warmPool() {
        return WarmPoolConfig.ofSize(Integer.getInteger("agentropic.warmPool", 0));
    }

    /** Whether the tests run as root; the user's rights decide what is refused. */
    public static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    /** Whether this user can hold an agent's connections to addresses. */
    public static boolean holdsAddresses() {
        return root() && NetworkGuard.obstacle().isEmpty();
    }

    /** Every control group that the supervisor of this run directory has made and not removed. */
    public static Set<Path> groupsOf(Path runDirectory) {
        String name = "agentropic-" + runId(runDirectory);
        return Stream.of(Path.of("/sys/fs/cgroup"), Path.of("/sys/fs/cgroup/unified"))
                .filter(Files::isDirectory)
                .flatMap(Lane::directoriesBelow)
                .filter(path -> path.toString().contains(name))
                .collect(Collectors.toSet());
    }

    /** The first six bytes of the path's SHA-256, as the supervisor names and marks what is its own. */
    public static String runId(Path runDirectory) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(runDirectory.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Those that vanish meanwhile, or that this user may not look into, are none of this user's tests. */
    private static Stream<Path> directoriesBelow(Path mount) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(mount, Set.of(), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    found.add(directory);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException vanished) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for control groups below " + mount, e);
        }
        return found.stream();
    }
}
