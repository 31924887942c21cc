package io.agentropic.it.chaos;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was seen that must never be, from any thread. */
final class Violations {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    void add(String sentence) {
        seen.add(sentence);
    }

    /** Fails when there is any; {@code context} says what led to it. */
    void requireNone(String context) {
        if (!seen.isEmpty()) {
            throw new AssertionError(context + "\n" + String.join("\n", seen));
        }
    }
}
