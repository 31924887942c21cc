package io.agentropic.ipc;

/**
 * A JVM's own view of its resources at one moment; 0 where the JVM cannot say.
 *
 * @param heapUsedBytes live and dead objects on the heap
 * @param heapMaxBytes what the heap may grow to
 * @param nonHeapUsedBytes metaspace, code cache and the like
 * @param gcCount collections since the JVM started
 * @param gcMillis time spent in them
 * @param threads live threads, daemon ones included
 * @param cpuNanos CPU time of the process since it started
 */
public record JvmSample(
        long heapUsedBytes,
        long heapMaxBytes,
        long nonHeapUsedBytes,
        long gcCount,
        long gcMillis,
        int threads,
        long cpuNanos) {
    /** Refuses negative values; what a JVM cannot say is 0. */
    public JvmSample {
        Range.requireAtLeast(0, "heapUsedBytes", heapUsedBytes);
        Range.requireAtLeast(0, "heapMaxBytes", heapMaxBytes);
        Range.requireAtLeast(0, "nonHeapUsedBytes", nonHeapUsedBytes);
        Range.requireAtLeast(0, "gcCount", gcCount);
        Range.requireAtLeast(0, "gcMillis", gcMillis);
        Range.requireAtLeast(0, "threads", threads);
        Range.requireAtLeast(0, "cpuNanos", cpuNanos);
    }
}
