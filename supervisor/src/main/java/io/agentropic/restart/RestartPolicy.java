package io.agentropic.restart;

import java.util.Locale;

/** Which ends of an incarnation lead to a new one. A requested stop never does. */
public enum RestartPolicy {
    /** Every end, a clean one too. */
    ALWAYS,
    /** Every end that is not clean. The default: agents are tasks as often as services. */
    ON_FAILURE,
    /** None. */
    NEVER;

    /** Whether an incarnation that ended cleanly (or not) is followed by another. */
    public boolean restarts(boolean clean) {
        return switch (this) {
            case ALWAYS -> true;
            case ON_FAILURE -> !clean;
            case NEVER -> false;
        };
    }

    /** The word used in configuration files and reports: {@code on-failure}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
