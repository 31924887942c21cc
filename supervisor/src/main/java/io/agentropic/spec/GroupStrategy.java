package io.agentropic.spec;

import java.util.Locale;

/** Who is restarted with a member that failed (the strategies of an OTP supervisor). */
public enum GroupStrategy {
    /** Only the member itself. */
    ONE_FOR_ONE,
    /** Every member: they are worth nothing without each other's state. */
    ONE_FOR_ALL,
    /** The member and those that were started after it. */
    REST_FOR_ONE;

    /** The word used in configuration files and reports: {@code one-for-all}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
