package io.agentropic.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one agent may use. A {@code null} component means: not limited.
 *
 * @param memory all memory of the agent's processes, page cache and tmpfs included; from 64 MiB, what a JVM needs
 * @param memoryHigh from here on the kernel reclaims and slows the agent down; at most {@code memory}
 * @param cpu cores, 0.01 to 1024; {@code 0.5} is half of one core
 * @param cpuWeight its share against its siblings where processors are scarce, 1 to 10000; not limited is what its priority
 *     gives it
 * @param openFiles open descriptors of each process, 32 to 1048576
 * @param processes processes and threads together, from 32
 * @param connections network connections open at a time, from 1
 * @param ioRead bytes read from disk per second, from 4 KiB
 * @param ioWrite bytes written to disk per second, from 4 KiB
 * @param fileSize the largest file that a process may write, from 1 byte
 */
public record ResourceLimits(
        @Nullable DataSize memory,
        @Nullable DataSize memoryHigh,
        @Nullable Double cpu,
        @Nullable Integer cpuWeight,
        @Nullable Integer openFiles,
        @Nullable Integer processes,
        @Nullable Integer connections,
        @Nullable DataSize ioRead,
        @Nullable DataSize ioWrite,
        @Nullable DataSize fileSize) {

    /** No limit at all. */
    public static final ResourceLimits NONE = builder().build();

    /** A builder with no limit set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Everything that is wrong with these limits, one sentence each; empty when they can be tried on a host. */
    public List<String> violations() {
        return LimitRules.violations(this);
    }

    /** These limits, with those of {@code changes} in their place where there are any. */
    public ResourceLimits updatedBy(ResourceLimits changes) {
        return new ResourceLimits(
                changes.memory == null ? memory : changes.memory,
                changes.memoryHigh == null ? memoryHigh : changes.memoryHigh,
                changes.cpu == null ? cpu : changes.cpu,
                changes.cpuWeight == null ? cpuWeight : changes.cpuWeight,
                changes.openFiles == null ? openFiles : changes.openFiles,
                changes.processes == null ? processes : changes.processes,
                changes.connections == null ? connections : changes.connections,
                changes.ioRead == null ? ioRead : changes.ioRead,
                changes.ioWrite == null ? ioWrite : changes.ioWrite,
                changes.fileSize == null ? fileSize : changes.fileSize);
    }

    /** Those that are limited, by their names in the configuration. */
    public Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        put(given, "memory", memory);
        put(given, "memoryHigh", memoryHigh);
        put(given, "cpu", cpu);
        put(given, "cpuWeight", cpuWeight);
        put(given, "openFiles", openFiles);
        put(given, "processes", processes);
        put(given, "connections", connections);
        put(given, "ioRead", ioRead);
        put(given, "ioWrite", ioWrite);
        put(given, "fileSize", fileSize);
        return given;
    }

    private static void put(Map<String, Object> given, String name, @Nullable Object value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    /** Collects limits. Nothing is checked here: {@link ResourceLimits#violations} reports everything at once. */
    public static final class Builder {
        private @Nullable DataSize memory;
        private @Nullable DataSize memoryHigh;
        private @Nullable Double cpu;
        private @Nullable Integer cpuWeight;
        private @Nullable Integer openFiles;
        private @Nullable Integer processes;
        private @Nullable Integer connections;
        private @Nullable DataSize ioRead;
        private @Nullable DataSize ioWrite;
        private @Nullable DataSize fileSize;

        private Builder() {}

        /** All memory of the agent's processes; from 64 MiB. Default: not limited. */
        public Builder memory(DataSize limit) {
            memory = limit;
            return this;
        }

        /** Where the kernel begins to slow the agent down; at most {@code memory}. Default: nowhere. */
        public Builder memoryHigh(DataSize threshold) {
            memoryHigh = threshold;
            return this;
        }

        /** Cores, 0.01 to 1024. Default: not limited. */
        public Builder cpu(double cores) {
            cpu = cores;
            return this;
        }

        /** Its share where processors are scarce, 1 to 10000. Default: 10, 100, 1000 or 10000 by its priority. */
        public Builder cpuWeight(int weight) {
            cpuWeight = weight;
            return this;
        }

        /** Open descriptors of each process, 32 to 1048576. Default: what the supervisor has. */
        public Builder openFiles(int count) {
            openFiles = count;
            return this;
        }

        /** Processes and threads together, from 32. Default: not limited. */
        public Builder processes(int count) {
            processes = count;
            return this;
        }

        /** Network connections open at a time, from 1. Default: not limited. */
        public Builder connections(int count) {
            connections = count;
            return this;
        }

        /** Bytes read from disk per second, from 4 KiB. Default: not limited. */
        public Builder ioRead(DataSize perSecond) {
            ioRead = perSecond;
            return this;
        }

        /** Bytes written to disk per second, from 4 KiB. Default: not limited. */
        public Builder ioWrite(DataSize perSecond) {
            ioWrite = perSecond;
            return this;
        }

        /** The largest file that a process may write, from 1 byte. Default: not limited. */
        public Builder fileSize(DataSize limit) {
            fileSize = limit;
            return this;
        }

        /** The limits as they are; never throws. */
        public ResourceLimits build() {
            return new ResourceLimits(
                    memory, memoryHigh, cpu, cpuWeight, openFiles, processes, connections, ioRead, ioWrite, fileSize);
        }
    }
}
