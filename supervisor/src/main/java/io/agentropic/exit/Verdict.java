package io.agentropic.exit;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a classification.
 *
 * @param cause the one cause
 * @param signal the signal that ended the process; {@code null} when none did
 */
record Verdict(ExitCause cause, @Nullable Integer signal) {

    static Verdict of(ExitCause cause) {
        return new Verdict(cause, null);
    }
}
