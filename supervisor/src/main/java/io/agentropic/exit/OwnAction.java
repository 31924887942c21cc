package io.agentropic.exit;

/** What the supervisor itself was doing to an incarnation when it ended; the first thing wins. */
public enum OwnAction {
    /** Nothing: whatever happened, it was not this supervisor. */
    NONE,
    /** A stop (or restart, or shutdown) that the user asked for. */
    STOP,
    /** A kill that the user asked for. */
    KILL,
    /** The end of an incarnation whose code was not entered in time. */
    START_TIMEOUT,
    /** The end of an incarnation whose health probes failed. */
    UNHEALTHY,
    /** The end of an incarnation whose worker broke the protocol. */
    SHUT_OUT,
    /** The end of an incarnation one of whose processes was killed for the memory limit. */
    OUT_OF_MEMORY
}
