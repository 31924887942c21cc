package io.agentropic.spec;

import java.util.Locale;

/**
 * When a group is stopped because its significant members have come to an end of their own: completed or failed for good. A
 * member that was stopped, by a user or by its group, never leads to it.
 */
public enum AutoShutdown {
    /** Never. */
    NEVER,
    /** As soon as one significant member has. */
    ANY_SIGNIFICANT,
    /** As soon as one has and no other significant member is up. */
    ALL_SIGNIFICANT;

    /** The word used in configuration files and reports: {@code any-significant}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
