package io.agentropic.limits;

/** What happens when a limit cannot be enforced on this host. */
public enum Enforcement {
    /** The agent does not start. The default. */
    STRICT,
    /** The agent starts, and each limit's report says whether it holds. The user's explicit choice. */
    BEST_EFFORT
}
