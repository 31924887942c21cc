package io.agentropic.restart;

/** How an end counts for what follows it. */
public enum Standing {
    /** It ended well. */
    CLEAN,
    /** It failed. */
    FAILURE,
    /** It failed with a code that asks for a restart whatever the policy. */
    FORCED,
    /** It failed with a code that says: trying again is of no use. */
    PREVENTED
}
