package io.agentropic.group;

/** What a group is about. */
enum Stage {
    /** Nothing is to be done. */
    CALM,
    /** Those concerned by a round are brought to an end. */
    GATHERING,
    /** All are held; the delay runs. */
    DELAYING,
    /** They are started. */
    RELEASING,
    /** The group is being stopped. */
    DISBANDING,
    /** The group above decides: this one has given up, or is part of a round there. */
    SURRENDERED;

    /** Whether a round has begun of which nobody was started yet. */
    boolean gathers() {
        return switch (this) {
            case GATHERING, DELAYING -> true;
            case CALM, RELEASING, DISBANDING, SURRENDERED -> false;
        };
    }

    /** Whether one member after the other is told something. */
    boolean orders() {
        return switch (this) {
            case GATHERING, RELEASING, DISBANDING -> true;
            case CALM, DELAYING, SURRENDERED -> false;
        };
    }
}
