package io.agentropic.health;

/** What a look says, or what several of them add up to. */
public enum Outcome {
    /** Well. */
    SUCCESS,
    /** Sick. */
    FAILURE,
    /** Nothing is known: such a look is not counted. */
    UNKNOWN
}
