package io.agentropic.breaker;

/** What came of a start. */
public enum Outcome {
    /** The agent's code ran for long enough, or ended cleanly. */
    SUCCESS,
    /** It ended abnormally, or was not started. */
    FAILURE,
    /** It says nothing about the domain: the user stopped it. The permit is free again. */
    IGNORED
}
