package io.agentropic.fence;

import java.time.Duration;

/**
 * What the processes inside a fence use.
 *
 * @param cpuTime user and system time since the incarnation began
 * @param throttledTime time in which runnable threads were held back by the CPU limit
 * @param memoryBytes charged (control group) or resident (process tree) memory now
 * @param peakMemoryBytes the highest value seen of it
 * @param processes tasks (control group) or processes (process tree) inside
 */
public record ResourceUsage(
        Duration cpuTime, Duration throttledTime, long memoryBytes, long peakMemoryBytes, long processes) {

    /** Of an agent that does not run. */
    public static final ResourceUsage NONE = new ResourceUsage(Duration.ZERO, Duration.ZERO, 0, 0, 0);
}
