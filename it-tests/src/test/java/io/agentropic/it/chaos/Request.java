package io.agentropic.it.chaos;

/** What a user asks of an agent. */
enum Request {
    /** {@code start()}. */
    START,
    /** {@code stop()}, with a second's grace. */
    STOP,
    /** {@code kill()}. */
    KILL,
    /** {@code restart()}. */
    RESTART,
    /** {@code pause()}. */
    PAUSE,
    /** {@code resume()}. */
    RESUME,
    /** {@code stop()}, {@code remove()}, and an agent of the same name anew. */
    REPLACE,
    /** The end of the whole runtime. */
    SHUT_DOWN;

    /** Whether a life may end because of it. */
    boolean ends() {
        return switch (this) {
            case STOP, KILL, RESTART, REPLACE, SHUT_DOWN -> true;
            case START, PAUSE, RESUME -> false;
        };
    }

    /** Whether a life may begin because of it. */
    boolean rouses() {
        return switch (this) {
            case START, RESTART, REPLACE -> true;
            case STOP, KILL, PAUSE, RESUME, SHUT_DOWN -> false;
        };
    }
}
