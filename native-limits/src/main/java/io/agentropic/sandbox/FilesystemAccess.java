package io.agentropic.sandbox;

import java.util.Locale;

/**
 * What a confined agent may write besides its private temporary directory. What it may read is the same for both: its
 * JVM, its class path, the system's libraries, and the paths it was given.
 */
public enum FilesystemAccess {
    /** Only the paths named as {@code writable}. The default. */
    READ_ONLY,
    /** Also its working directory, when one is configured. */
    READ_WRITE;

    /** The word used in configuration files and reports: {@code read-only}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
