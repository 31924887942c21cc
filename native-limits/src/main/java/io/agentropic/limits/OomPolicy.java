package io.agentropic.limits;

import java.util.Locale;

/** What happens to an agent when the kernel kills one of its processes for the memory limit. */
public enum OomPolicy {
    /** All its processes are killed with it ({@code memory.oom.group}). The default. */
    KILL,
    /** The agent is stopped in an orderly way, main process last, and its end counts as out of memory. */
    STOP,
    /** The others live on; the kill is told as an event. */
    CONTINUE;

    /** The word used in configuration files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
