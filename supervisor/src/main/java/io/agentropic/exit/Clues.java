package io.agentropic.exit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What explains an end beyond its cause.
 *
 * @param complaint why the supervisor ended it: what its probes found, or what it had not reached in time; empty when the
 *     supervisor had no reason of its own
 * @param threadDump what its threads did when it was found unresponsive, at most 1,000 lines; empty when none was taken
 * @param crash what the JVM's hs_err file says; {@code null} when there is none
 * @param lastMinute what had held it up
 */
public record Clues(
        String complaint, List<String> threadDump, @Nullable JvmCrash crash, LastMinute lastMinute) {

    /** Nothing is known beyond the cause. */
    public static final Clues NONE = new Clues("", List.of(), null, LastMinute.NONE);

    /** Copies the lines. */
    public Clues {
        threadDump = List.copyOf(threadDump);
    }
}
