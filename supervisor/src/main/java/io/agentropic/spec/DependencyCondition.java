package io.agentropic.spec;

import java.util.Locale;

/** What an agent waits for in another before it starts. */
public enum DependencyCondition {
    /** Its code was entered: it runs, or it has run and completed. */
    STARTED,
    /** It says that it can take work. */
    READY,
    /** It has come to a clean end. */
    COMPLETED;

    /** The word used in configuration files and reports: {@code ready}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
