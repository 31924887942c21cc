package io.agentropic.it.siege;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an attack on a process would change in it, as the kernel sees it.
 *
 * @param nice field 19 of {@code /proc/PID/stat}
 * @param processors {@code Cpus_allowed_list}
 * @param limits {@code /proc/PID/limits}
 * @param tracer {@code TracerPid}: 0 when nobody traces it
 * @param oomScore {@code oom_score_adj}
 */
record Condition(String nice, String processors, String limits, String tracer, String oomScore) {

    /** The condition of a process that is alive. */
    static Condition of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        return new Condition(
                stat(pid)[16],
                status(process, "Cpus_allowed_list:"),
                Files.readString(process.resolve("limits")),
                status(process, "TracerPid:"),
                Files.readString(process.resolve("oom_score_adj")).strip());
    }

    /** The process group of a process. */
    static String processGroup(long pid) throws IOException {
        return stat(pid)[2];
    }

    /** The fields of {@code /proc/PID/stat} that follow the name. */
    private static String[] stat(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    /** The real user of a process. */
    static String user(long pid) throws IOException {
        return status(Path.of("/proc", Long.toString(pid)), "Uid:").split("\t", -1)[0];
    }

    /** Where its version 2 control group lies. */
    static Path group(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "cgroup"))) {
            if (line.startsWith("0::")) {
                return groups().resolve("." + line.substring(3)).normalize();
            }
        }
        throw new IllegalStateException("process " + pid + " is in no version 2 control group");
    }

    /** Where version 2 control groups are mounted. */
    static Path groups() {
        Path hybrid = Path.of("/sys/fs/cgroup/unified");
        return Files.isDirectory(hybrid) ? hybrid : Path.of("/sys/fs/cgroup");
    }

    private static String status(Path process, String key) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException(process + " has no " + key));
    }
}
