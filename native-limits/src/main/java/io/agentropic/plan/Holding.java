package io.agentropic.plan;

import io.agentropic.syscall.Rlimit;

/** What holds a limit. */
public sealed interface Holding {

    /** A control file of the agent's control group. */
    record ControlFile(String file) implements Holding {}

    /** A resource limit of each of its processes. */
    record ProcessLimit(Rlimit rlimit, long value) implements Holding {}

    /** The supervisor looks from time to time and kills the agent that it finds beyond the limit. */
    record Watching(Shortfall why) implements Holding {}

    /** Nothing. */
    record Nothing(Shortfall why) implements Holding {}

    /**
     * Why a limit is not held as asked.
     *
     * @param mechanism what would hold it
     * @param reason why that is not there, as a clause
     * @param remedy what to do, as sentences
     */
    record Shortfall(String mechanism, String reason, String remedy) {}
}
