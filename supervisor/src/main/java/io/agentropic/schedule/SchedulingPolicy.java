package io.agentropic.schedule;

/**
 * Decides who gets the processors. A policy of one's own is a public class on the supervisor's class path with a constructor
 * without parameters, named in {@code runtime.scheduling.policy}.
 *
 * <p>{@link #plan} is called by one thread at a time and must neither block nor do I/O; the time is in the snapshot. One of
 * one's own has 50 ms; after three failures in a row, or when it keeps an agent frozen for ten seconds, fair share takes its
 * place and everybody runs.
 */
public interface SchedulingPolicy {

    /** What is to be from now on. */
    Plan plan(Snapshot snapshot);

    /** Whether it looks at what agents have used; reading that costs a file for each agent and plan. Default yes. */
    default boolean watches() {
        return true;
    }
}
