package io.agentropic.spec;

import java.util.Locale;

/** What follows when a member of a group fails for good because its restart budget is spent. */
public enum Escalation {
    /** Nothing: the others go on without it. */
    NONE,
    /** The other members are stopped. */
    STOP_GROUP,
    /** Every agent is stopped and the supervisor ends, for whoever supervises the supervisor. */
    STOP_SUPERVISOR;

    /** The word used in configuration files and reports: {@code stop-group}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
