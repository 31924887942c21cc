package io.agentropic.schedule;

import java.util.List;

/**
 * The running agents at one moment.
 *
 * @param nanos the moment, of a monotonic clock in nanoseconds
 * @param cores how many processors they share
 * @param weighed whether weights and maxima take effect here; where they do not, freezing is all there is
 * @param agents in the order in which they began to run
 */
public record Snapshot(long nanos, int cores, boolean weighed, List<RunningAgent> agents) {

    /** Copies the list. */
    public Snapshot {
        agents = List.copyOf(agents);
    }
}
