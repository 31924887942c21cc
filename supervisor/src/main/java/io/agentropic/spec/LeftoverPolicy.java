package io.agentropic.spec;

import java.util.Locale;

/** What becomes of an agent's processes that outlive its main one; systemd's {@code ExitType=}. */
public enum LeftoverPolicy {
    /** They are killed at once: the life has ended with its main process. */
    KILL,
    /** They are waited for: the life ends with the last of them, as the main process ended. A stop kills them. */
    WAIT;

    /** As configuration files call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
