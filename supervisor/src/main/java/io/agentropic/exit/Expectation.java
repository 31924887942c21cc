package io.agentropic.exit;

import java.util.Set;

/**
 * What was to be expected of an end.
 *
 * @param successCodes exit codes that are a clean end
 * @param tooSoon whether even a clean end came sooner than it may
 */
public record Expectation(Set<Integer> successCodes, boolean tooSoon) {

    /** Only 0 is clean, at any time. */
    public static final Expectation DEFAULT = new Expectation(Set.of(0), false);

    /** Copies the set. */
    public Expectation {
        successCodes = Set.copyOf(successCodes);
    }
}
