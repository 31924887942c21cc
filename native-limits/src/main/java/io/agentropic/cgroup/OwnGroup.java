package io.agentropic.cgroup;

import io.agentropic.syscall.FileSystemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The control group that this process is in, under version 2.
 *
 * @param group its directory
 * @param realRoot whether it is the root of the whole tree, which has no limits of its own and belongs to the host
 */
record OwnGroup(ControlGroup group, boolean realRoot) {

    private static final String VERSION_2 = "0::";

    /** Finds it; empty when no version 2 file system is mounted, or this process's group is outside of what is mounted. */
    static Optional<OwnGroup> find(Path procSelf) {
        try {
            Optional<MountInfo> mount = MountInfo.cgroup2(Files.readString(procSelf.resolve("mountinfo")));
            Optional<Path> path = path(Files.readString(procSelf.resolve("cgroup")));
            return mount.flatMap(found -> path.flatMap(own -> directory(found, own)))
                    .filter(directory -> FileSystemType.of(directory) == FileSystemType.CGROUP2)
                    .map(ControlGroup::new)
                    .map(group -> new OwnGroup(group, !group.has("cgroup.events")));
        } catch (IOException e) {
            throw new CgroupException("cannot read mountinfo and cgroup in " + procSelf, e);
        }
    }

    /** The line {@code 0::/path} of {@code /proc/PID/cgroup}; see cgroups(7). */
    static Optional<Path> path(String procCgroup) {
        return procCgroup
                .lines()
                .filter(line -> line.startsWith(VERSION_2))
                .map(line -> Path.of(line.substring(VERSION_2.length())))
                .findFirst();
    }

    /**
     * Where {@code own} is seen through {@code mount}, whose root may itself be below the tree's. A path with {@code ..}
     * leads out of this process's cgroup namespace (cgroup_namespaces(7)): it is not seen.
     */
    static Optional<Path> directory(MountInfo mount, Path own) {
        if (!own.equals(own.normalize()) || !own.startsWith(mount.root())) {
            return Optional.empty();
        }
        return Optional.of(mount.point().resolve(mount.root().relativize(own))).filter(Files::isDirectory);
    }
}
