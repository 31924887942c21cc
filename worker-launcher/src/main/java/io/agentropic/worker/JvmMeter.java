package io.agentropic.worker;

import com.sun.management.OperatingSystemMXBean;
import io.agentropic.ipc.JvmSample;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Reads the JVM's own view of its resources.
 *
 * <p>The management beans cost some 20 ms at first use, which is why the first heartbeat makes them and not the start, and
 * why CPU time comes from {@code /proc}: the bean for it would cost as much again. A JVM that was linked without {@code
 * java.management} says what {@link Runtime} knows.
 */
final class JvmMeter {

    private static volatile boolean hasBeans = true;

    private JvmMeter() {}

    static JvmSample sample() {
        if (hasBeans) {
            try {
                return withBeans();
            } catch (LinkageError notLinkedIn) {
                hasBeans = false;
            }
        }
        return sample(0, 0, 0, Daemon.topmost().activeCount());
    }

    private static JvmSample withBeans() {
        long collections = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
            millis += Math.max(0, collector.getCollectionTime());
        }
        return sample(
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(),
                collections,
                millis,
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static JvmSample sample(long nonHeapBytes, long collections, long millis, int threads) {
        Runtime runtime = Runtime.getRuntime();
        return new JvmSample(
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                nonHeapBytes,
                collections,
                millis,
                threads,
                cpuNanos());
    }

    /** In a sandbox {@code /proc} is out of reach, and the bean worth its price. */
    private static long cpuNanos() {
        long nanos = OwnProcess.cpuNanos();
        return nanos == 0
                        && hasBeans
                        && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean process
                ? Math.max(0, process.getProcessCpuTime())
                : nanos;
    }
}
