package io.agentropic.limits;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The allowed range of each limit, and the sentence said when a value is outside. */
final class LimitRules {

    static final DataSize MIN_MEMORY = DataSize.mebibytes(64);
    static final DataSize MAX_SIZE = DataSize.ofBytes(1L << 60);
    static final DataSize MIN_IO_PER_SECOND = DataSize.kibibytes(4);
    static final double MIN_CPU = 0.01;
    static final double MAX_CPU = 1024;
    static final int MIN_CPU_WEIGHT = 1;
    static final int MAX_CPU_WEIGHT = 10_000;
    static final int MIN_OPEN_FILES = 32;
    static final int MAX_OPEN_FILES = 1_048_576;
    static final int MIN_PROCESSES = 32;
    static final int MAX_PROCESSES = 4_194_304;
    static final int MIN_CONNECTIONS = 1;

    private final List<String> violations = new ArrayList<>();

    private LimitRules() {}

    static List<String> violations(ResourceLimits limits) {
        var rules = new LimitRules();
        rules.size("memory", limits.memory(), MIN_MEMORY, "a JVM does not start with less");
        rules.memoryHigh(limits);
        rules.cpu(limits.cpu());
        rules.count("cpuWeight", limits.cpuWeight(), MIN_CPU_WEIGHT, MAX_CPU_WEIGHT, "the kernel takes no others");
        rules.count("openFiles", limits.openFiles(), MIN_OPEN_FILES, MAX_OPEN_FILES, "a JVM needs 32 to start");
        rules.count(
                "processes", limits.processes(), MIN_PROCESSES, MAX_PROCESSES, "a JVM has about 20 threads of its own");
        rules.count(
                "connections",
                limits.connections(),
                MIN_CONNECTIONS,
                Integer.MAX_VALUE,
                "to forbid networking use the sandbox");
        rules.size("ioRead", limits.ioRead(), MIN_IO_PER_SECOND, "the kernel counts whole pages");
        rules.size("ioWrite", limits.ioWrite(), MIN_IO_PER_SECOND, "the kernel counts whole pages");
        rules.size("fileSize", limits.fileSize(), DataSize.ofBytes(1), "nothing could be written");
        return List.copyOf(rules.violations);
    }

    private void memoryHigh(ResourceLimits limits) {
        DataSize high = limits.memoryHigh();
        DataSize memory = limits.memory();
        size("memoryHigh", high, MIN_MEMORY, "a JVM would be slowed down from its start");
        if (high != null && memory != null && high.compareTo(memory) > 0) {
            violations.add("limits.memoryHigh is " + high + ", above limits.memory (" + memory
                    + "): it would never take effect; set it below, for example to 90 % of it");
        }
    }

    private void cpu(@Nullable Double cores) {
        if (cores != null && !(cores >= MIN_CPU && cores <= MAX_CPU)) {
            violations.add("limits.cpu is " + cores + "; allowed are " + MIN_CPU + " to " + (int) MAX_CPU
                    + " cores: write 0.5 for half of one core, or leave it out for no limit");
        }
    }

    private void count(String key, @Nullable Integer value, int min, int max, String why) {
        if (value != null && (value < min || value > max)) {
            violations.add("limits." + key + " is " + value + "; allowed are " + min + " to " + max + " (" + why
                    + "), or leave it out for no limit");
        }
    }

    private void size(String key, @Nullable DataSize value, DataSize min, String why) {
        if (value != null && (value.compareTo(min) < 0 || value.compareTo(MAX_SIZE) > 0)) {
            violations.add("limits." + key + " is " + value + "; allowed are " + min + " to " + MAX_SIZE + " (" + why
                    + "), or leave it out for no limit");
        }
    }
}
