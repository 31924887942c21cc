package io.agentropic.limits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one agent may use. A {@code null} component means: not limited.
 *
 * @param memory all memory of the agent's processes, page cache and tmpfs included; from 64 MiB, what a JVM needs
 * @param memoryHigh from here on the kernel reclaims and slows the agent down; at most {@code memory}
 * @param cpu cores, 0.01 to 1024; {@code 0.5} is half of one core
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

    /** Collects limits. Nothing is checked here: {@link ResourceLimits#violations} reports everything at once. */
    public static final class Builder {
        private @Nullable DataSize memory;
        private @Nullable DataSize memoryHigh;
        private @Nullable Double cpu;
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
                    memory, memoryHigh, cpu, openFiles, processes, connections, ioRead, ioWrite, fileSize);
        }
    }
}
