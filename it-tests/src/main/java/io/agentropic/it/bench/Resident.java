package io.agentropic.it.bench;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this JVM holds that only it gives back. Pages are no measure of it: a heap grows and shrinks in steps of its own
 * choosing, which hides some kilobytes for each agent or makes megabytes of them. So the heap is what is reachable, counted
 * after full collections, which includes the stacks of virtual threads; the rest is counted by kind.
 *
 * @param heapBytes objects that are reachable
 * @param directBytes buffers outside of the heap
 * @param platformThreads threads with a stack of their own outside of the heap, 1 MiB reserved for each
 * @param descriptors open files and sockets
 */
record Resident(long heapBytes, long directBytes, int platformThreads, long descriptors) {

    /** Collections that must agree before a count is believed. */
    private static final int AGREEING = 3;

    private static final int MOST_COLLECTIONS = 50;

    /** Two counts that differ by less agree: the measuring itself and the runtime's threads always hold something. */
    private static final long NOISE_BYTES = 32 << 10;

    private static final long PAUSE_MILLIS = 100;

    /** This JVM now. */
    static Resident now() throws IOException, InterruptedException {
        long heap = reachableBytes();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return new Resident(heap, direct, threads, open.count());
        }
    }

    /** Collects until the count stands still: references that are cleared in one collection free objects in the next. */
    private static long reachableBytes() throws InterruptedException {
        long least = Long.MAX_VALUE;
        int agreeing = 0;
        for (int i = 0; i < MOST_COLLECTIONS && agreeing < AGREEING; i++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            agreeing = used > least - NOISE_BYTES ? agreeing + 1 : 0;
            least = Math.min(least, used);
        }
        return least;
    }

    Resident minus(Resident before) {
        return new Resident(
                heapBytes - before.heapBytes,
                directBytes - before.directBytes,
                platformThreads - before.platformThreads,
                descriptors - before.descriptors);
    }
}
