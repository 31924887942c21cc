package io.agentropic.schedule;

import java.util.Locale;

/** How many agents run at once, and on what. */
public enum ExecutionMode {
    /** As many as there are places, on all processors. */
    PARALLEL,
    /** As many as there are places, all on one processor. */
    CONCURRENT,
    /** One after the other. */
    SYNCHRONOUS;

    /** The word used in configuration files: {@code parallel}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
