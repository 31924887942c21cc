package io.agentropic.worker;

import java.util.HashSet;
import java.util.Set;

/** Says on standard error what messages could not be delivered, once for each name. Owned by the thread that hears of it. */
public final class LostMail {

    private static final int MAX_NAMES_NOTED = 1_000;

    private final Set<String> names = new HashSet<>();

    /** Nothing was lost yet. */
    public LostMail() {}

    /** A message to {@code to} was not delivered. */
    public void note(String to, String reason) {
        if (names.size() < MAX_NAMES_NOTED && names.add(to)) {
            Stderr.line(
                    "a message to " + to + " was not delivered: " + reason + " (further ones to it are not mentioned)");
        }
    }
}
