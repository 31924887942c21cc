package io.agentropic.spec;

import io.agentropic.limits.DataSize;

/**
 * How much of an agent's standard output and error is kept, each stream by itself.
 *
 * @param maxSize size at which a file is rotated; default 10 MiB
 * @param maxFiles how many files are kept, the current one included; default 5
 */
public record LogConfig(DataSize maxSize, int maxFiles) {

    /** Five files of 10 MiB. */
    public static final LogConfig DEFAULT = new LogConfig(DataSize.mebibytes(10), 5);
}
