package io.agentropic.it.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Proof, before a program does harm, that the kernel stops the harm; without it the program refuses to run. */
final class HardLimit {

    /** What may be taken without proof: no machine that runs the tests is hurt by it. */
    static final long HARMLESS_BYTES = 512L << 20;

    private static final long LARGEST_MEMORY = 1L << 30;
    private static final long LARGEST_PROCESSES = 2_000;
    private static final long LARGEST_FILES = 4_096;

    private HardLimit() {}

    static void requireMemory() throws IOException {
        require("memory.max", group("memory.max"), LARGEST_MEMORY);
    }

    static void requireProcesses() throws IOException {
        require("pids.max", group("pids.max"), LARGEST_PROCESSES);
    }

    static void requireFiles() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max open files")) {
                String[] columns =
                        line.substring("Max open files".length()).strip().split(" +", -1);
                require("hard limit of open files", columns[1], LARGEST_FILES);
                return;
            }
        }
        throw new IllegalStateException("/proc/self/limits names no limit of open files");
    }

    static void requireHeap() {
        require("-Xmx", Long.toString(Runtime.getRuntime().maxMemory()), HARMLESS_BYTES);
    }

    private static String group(String file) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/cgroup"));
        for (String line : lines) {
            if (line.startsWith("0::")) {
                Path value = Path.of("/sys/fs/cgroup" + line.substring(3), file);
                return Files.exists(value) ? Files.readString(value).strip() : vouched(file);
            }
        }
        return "no version 2 control group";
    }

    /**
     * Behind a mount name space nobody sees his own group. There the strict supervisor's word counts, as the test passes it
     * on: {@code IT_LIMITS} is {@code pids.max=64}, say.
     */
    private static String vouched(String file) throws IOException {
        String inside = "Seccomp:\t2";
        if (!Files.readString(Path.of("/proc/self/status")).contains(inside)) {
            return "not to be seen, and this is no sandbox";
        }
        String word = System.getenv().getOrDefault("IT_LIMITS", "");
        return word.startsWith(file + "=") ? word.substring(file.length() + 1) : "not to be seen";
    }

    private static void require(String what, String value, long most) {
        if (!value.matches("[0-9]{1,18}") || Long.parseLong(value) > most) {
            throw new IllegalStateException("refused: " + what + " is '" + value + "', not a number up to " + most
                    + "; this program only runs inside a hard limit");
        }
    }
}
