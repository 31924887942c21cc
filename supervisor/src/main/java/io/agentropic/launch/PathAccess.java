package io.agentropic.launch;

import io.agentropic.sandbox.FilesystemAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the paths of a confined agent are ones that it may have, and that its user can reach. */
final class PathAccess {

    private static final int OTHERS_EXECUTE = 01;
    private static final int OTHERS_WRITE = 02;
    private static final int OTHERS_READ = 04;
    private static final int GROUP = 3;

    private final String agent;
    private final Set<Path> readable = new LinkedHashSet<>();
    private final Set<Path> writable = new LinkedHashSet<>();

    PathAccess(AgentSpec spec) {
        this.agent = spec.name();
        SandboxConfig config = spec.isolation().sandbox();
        readable.addAll(config.readable());
        writable.addAll(config.writable());
        Path rootfs = config.rootfs();
        if (rootfs != null) {
            readable.add(rootfs);
        }
        Path directory = spec.workingDirectory();
        if (directory != null) {
            (config.filesystem() == FilesystemAccess.READ_WRITE ? writable : readable).add(directory);
        }
    }

    /** Refuses grants that reach into the supervisor's own files. */
    void requireApartFrom(Path runDirectory) {
        List<String> violations = new ArrayList<>();
        Path own = real(runDirectory);
        for (Path path : both()) {
            Path granted = real(path);
            if (own.startsWith(granted) || granted.startsWith(own)) {
                violations.add("it may not be given " + path + ", where the supervisor keeps its own files ("
                        + runDirectory + "); name narrower paths, or run the supervisor with another --run-dir");
            }
        }
        refuse(violations);
    }

    /**
     * Refuses paths that a user of its own could not use, for all that the fence would let through.
     *
     * @param runDirectory where its socket is; the directory itself is opened to the group
     * @param needed what it must be able to read besides
     * @param group the group that agents share
     */
    void requireWithinReach(Path runDirectory, Collection<Path> needed, int group) {
        List<String> violations = new ArrayList<>();
        isReached(runDirectory, group, violations);
        needed.forEach(path -> check(path, group, OTHERS_READ, violations));
        readable.forEach(path -> check(path, group, OTHERS_READ, violations));
        writable.forEach(path -> check(path, group, OTHERS_READ | OTHERS_WRITE, violations));
        refuse(violations);
    }

    private List<Path> both() {
        List<Path> paths = new ArrayList<>(readable);
        paths.addAll(writable);
        return paths;
    }

    private void check(Path path, int group, int wanted, List<String> violations) {
        if (!isReached(path, group, violations)) {
            return;
        }
        Path real = real(path);
        int all = Files.isDirectory(real) ? wanted | OTHERS_EXECUTE : wanted;
        if (!may(real, group, all)) {
            violations.add("its user, who is not root, may not " + (wanted == OTHERS_READ ? "read " : "write ") + path
                    + "; run 'chgrp -R " + group + " " + path + " && chmod -R g+"
                    + (wanted == OTHERS_READ ? "rX" : "rwXs") + " " + path + "', or give others the right");
        }
    }

    private static boolean isReached(Path path, int group, List<String> violations) {
        for (Path above = real(path).getParent(); above != null; above = above.getParent()) {
            if (!may(above, group, OTHERS_EXECUTE)) {
                violations.add("its user, who is not root, cannot reach " + path + ": " + above
                        + " is closed to others; put it elsewhere, or run 'chmod o+x " + above + "'");
                return false;
            }
        }
        return true;
    }

    private static boolean may(Path path, int group, int wanted) {
        try {
            int mode = (int) Files.getAttribute(path, "unix:mode");
            boolean asGroup = Files.getAttribute(path, "unix:gid").equals(group);
            return ((asGroup ? mode >> GROUP : mode) & wanted) == wanted;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }

    private void refuse(List<String> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidSpecException("agent '" + agent + "'", violations);
        }
    }
}
