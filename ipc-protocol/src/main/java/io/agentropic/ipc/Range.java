package io.agentropic.ipc;

/** Checks a number in a message against its smallest value. */
final class Range {

    private Range() {}

    static void requireAtLeast(long minimum, String name, long value) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + " must be at least " + minimum + ", not " + value);
        }
    }
}
