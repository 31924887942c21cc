package io.agentropic.lifecycle;

import io.agentropic.time.DurationRules;
import java.time.Duration;

/**
 * A moment on the monotonic clock, or none.
 *
 * @param nanos reading of {@link System#nanoTime}; meaningless when not set
 * @param isSet whether there is one
 */
record Deadline(long nanos, boolean isSet) {

    static final Deadline NONE = new Deadline(0, false);

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + bounded(duration).toNanos(), true);
    }

    /** The duration, or the longest that can be waited for. */
    static Duration bounded(Duration duration) {
        return DurationRules.bounded(duration);
    }

    long nanosLeft() {
        return nanos - System.nanoTime();
    }

    /** The earlier of the two. */
    Deadline or(Deadline other) {
        if (!isSet) {
            return other;
        }
        return other.isSet && other.nanos - nanos < 0 ? other : this;
    }

    boolean passed() {
        return isSet && nanosLeft() <= 0;
    }
}
