package io.agentropic.schedule;

import java.time.Duration;

/** A running agent in the hands of the {@link Scheduler}; any thread may ask it. */
public interface Schedulable {

    /** What is known of it now; {@code cpuTime} is filled in by the scheduler. */
    RunningAgent seen(Duration cpuTime, boolean frozen);

    /**
     * What it has used in this life.
     *
     * @throws io.agentropic.fence.FenceException when it cannot be read; then it is taken for what it was
     */
    Duration cpuTime();

    /** Gives it this share from now on; returns at once. */
    void give(Share share, Preemption how);
}
