package io.agentropic.cgroup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One line of {@code /proc/PID/mountinfo}; see proc_pid_mountinfo(5).
 *
 * @param root which directory of the file system is mounted
 * @param point where
 * @param type the file system's name
 */
record MountInfo(Path root, Path point, String type) {

    private static final int ROOT = 3;
    private static final int POINT = 4;

    /** The first control group file system of version 2, be it pure or beside version 1. */
    static Optional<MountInfo> cgroup2(String mountinfo) {
        return mountinfo
                .lines()
                .map(MountInfo::parse)
                .filter(mount -> mount.type.equals("cgroup2"))
                .findFirst();
    }

    private static MountInfo parse(String line) {
        List<String> fields = Arrays.asList(line.split(" "));
        int separator = fields.indexOf("-");
        if (separator <= POINT || separator + 1 >= fields.size()) {
            throw new IllegalArgumentException("not a line of mountinfo: '" + line + "'");
        }
        return new MountInfo(
                Path.of(unescaped(fields.get(ROOT))), Path.of(unescaped(fields.get(POINT))), fields.get(separator + 1));
    }

    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
