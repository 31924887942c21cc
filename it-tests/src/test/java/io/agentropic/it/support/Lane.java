package io.agentropic.it.support;

import io.agentropic.limits.Enforcement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the kernel under the running tests offers. */
public final class Lane {

    private Lane() {}

    /** The control group that the cgroup lane was given; empty in the host lane. */
    public static Optional<Path> group() {
        return Optional.ofNullable(System.getenv("AGENTROPIC_LANE_CGROUP")).map(Path::of);
    }

    /** Strict where every limit holds, best effort on a machine that may lack controllers. */
    public static Enforcement enforcement() {
        return group().isPresent() ? Enforcement.STRICT : Enforcement.BEST_EFFORT;
    }

    /** Whether the tests run as root; the user's rights decide what is refused. */
    public static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    /** Every control group of an agent that exists at this moment, whoever made it. */
    public static Set<Path> agentGroups() {
        return Stream.of(Path.of("/sys/fs/cgroup"), Path.of("/sys/fs/cgroup/unified"))
                .filter(Files::isDirectory)
                .flatMap(Lane::directoriesBelow)
                .filter(path -> path.toString().contains("agentropic"))
                .filter(path -> !path.getFileName().toString().startsWith("agentropic-lane"))
                .collect(Collectors.toSet());
    }

    private static Stream<Path> directoriesBelow(Path mount) {
        try (Stream<Path> found = Files.find(mount, 8, (path, attributes) -> attributes.isDirectory())) {
            return found.toList().stream();
        } catch (IOException | UncheckedIOException vanishing) {
            return Stream.of(mount.resolve("agentropic-unreadable"));
        }
    }
}
