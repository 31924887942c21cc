package io.agentropic.status;

/** What the user wants of an agent, apart from where it is. */
public enum Wanted {
    /** It is to run. */
    UP,
    /** It is to be at rest. */
    DOWN
}
