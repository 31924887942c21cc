package io.agentropic.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a JVM is told of its limits: the flags that make it fit inside what the kernel enforces. A component is
 * {@code null} when the flag is left to the JVM.
 *
 * <p>A memory limit covers more than the heap: metaspace, code cache, thread stacks, collector structures, direct
 * buffers, native libraries. The heap therefore gets the limit minus 35 %, at least minus 48 MiB (what a small JVM uses
 * beside its heap), and never less than 16 MiB:
 *
 * <table>
 *   <caption>Sizes by memory limit, in MiB</caption>
 *   <tr><th>limit</th><th>heap</th><th>metaspace</th><th>code cache</th><th>direct</th></tr>
 *   <tr><td>64</td><td>16</td><td>32</td><td>16</td><td>64</td></tr>
 *   <tr><td>128</td><td>80</td><td>32</td><td>16</td><td>128</td></tr>
 *   <tr><td>256</td><td>166</td><td>64</td><td>32</td><td>256</td></tr>
 *   <tr><td>512</td><td>332</td><td>128</td><td>64</td><td>512</td></tr>
 *   <tr><td>1024</td><td>665</td><td>256</td><td>128</td><td>1024</td></tr>
 *   <tr><td>4096</td><td>2662</td><td>1024</td><td>240</td><td>4096</td></tr>
 * </table>
 *
 * <p>Metaspace and code cache are ceilings, not shares: they turn a class leak into an {@code OutOfMemoryError} and are
 * wide enough for ordinary programs. Direct memory may reach the limit itself, so that a leak of buffers meets the
 * kernel's limit and is reported as what it is.
 *
 * <p>A JVM that sees only the machine's memory would begin with a heap for all of that, and touch ever new pages of it before it
 * collects for the first time. So it begins with 1/64 of its limit, as it would where it sees the limit, or 8 MiB.
 *
 * @param heap {@code -Xmx}
 * @param initialHeap {@code -Xms}
 * @param directMemory {@code -XX:MaxDirectMemorySize}
 * @param metaspace {@code -XX:MaxMetaspaceSize}
 * @param codeCache {@code -XX:ReservedCodeCacheSize}
 * @param processors {@code -XX:ActiveProcessorCount}, the CPU limit rounded up
 */
public record JvmSizing(
        @Nullable DataSize heap,
        @Nullable DataSize initialHeap,
        @Nullable DataSize directMemory,
        @Nullable DataSize metaspace,
        @Nullable DataSize codeCache,
        @Nullable Integer processors) {

    private static final long MEBIBYTE = 1L << 20;
    private static final long MIN_BESIDE_HEAP = 48 * MEBIBYTE;
    private static final long MIN_BESIDE_CHOSEN_HEAP = 32 * MEBIBYTE;
    private static final long MIN_HEAP = 16 * MEBIBYTE;
    private static final long MIN_CHOSEN_HEAP = 2 * MEBIBYTE;
    private static final long MIN_INITIAL_HEAP = 8 * MEBIBYTE;
    private static final long INITIAL_PART = 64;
    private static final long MIN_METASPACE = 32 * MEBIBYTE;
    private static final long MIN_CODE_CACHE = 16 * MEBIBYTE;
    private static final long MAX_CODE_CACHE = 240 * MEBIBYTE;

    /**
     * The sizes for {@code limits}. With no memory limit only a chosen heap is passed on.
     *
     * @param maxHeap the user's own choice of heap, which wins
     */
    public static JvmSizing of(ResourceLimits limits, @Nullable DataSize maxHeap) {
        DataSize memory = limits.memory();
        Double cpu = limits.cpu();
        Integer processors = cpu == null ? null : Math.max(1, (int) Math.ceil(cpu));
        if (memory == null) {
            return new JvmSizing(maxHeap, null, null, null, null, processors);
        }
        long limit = memory.bytes();
        DataSize heap = maxHeap == null ? heapWithin(limit) : maxHeap;
        return new JvmSizing(
                heap,
                DataSize.ofBytes(Math.min(heap.bytes(), Math.max(MIN_INITIAL_HEAP, limit / INITIAL_PART))),
                memory,
                wholeMebibytes(Math.max(MIN_METASPACE, limit / 4)),
                wholeMebibytes(Math.clamp(limit / 8, MIN_CODE_CACHE, MAX_CODE_CACHE)),
                processors);
    }

    /** What is wrong with a chosen heap under {@code limits}, one sentence each; empty when it fits. */
    public static List<String> violations(ResourceLimits limits, @Nullable DataSize maxHeap) {
        if (maxHeap == null) {
            return List.of();
        }
        DataSize memory = limits.memory();
        if (maxHeap.bytes() < MIN_CHOSEN_HEAP) {
            return List.of(
                    "jvm.maxHeap is " + maxHeap + "; a JVM needs " + DataSize.ofBytes(MIN_CHOSEN_HEAP) + " or more");
        }
        if (memory != null && maxHeap.bytes() > memory.bytes() - MIN_BESIDE_CHOSEN_HEAP) {
            return List.of("jvm.maxHeap is " + maxHeap + ", too close to limits.memory (" + memory + "): a JVM needs "
                    + DataSize.ofBytes(MIN_BESIDE_CHOSEN_HEAP)
                    + " or more beside its heap; lower maxHeap, raise the limit, or leave maxHeap out");
        }
        return List.of();
    }

    /**
     * Why a running JVM cannot follow a new memory limit; empty when it can. The size of its heap is fixed when it starts.
     *
     * @param maxHeapBytes how far its heap may grow; 0 when that is not known yet
     */
    public static Optional<String> refusal(DataSize memory, long maxHeapBytes) {
        if (maxHeapBytes == 0) {
            return Optional.of("limits.memory of " + memory + " is refused: it is not known yet how far the heap of its"
                    + " JVM may grow; try again in a few seconds, or restart it with the limit");
        }
        if (maxHeapBytes <= memory.bytes() - MIN_BESIDE_CHOSEN_HEAP) {
            return Optional.empty();
        }
        return Optional.of("limits.memory of " + memory + " is refused: its JVM was started with a heap of up to "
                + DataSize.ofBytes(maxHeapBytes) + " and needs " + DataSize.ofBytes(MIN_BESIDE_CHOSEN_HEAP)
                + " or more beside it; the heap cannot shrink while the JVM runs. Ask for more, or stop the agent, update"
                + " it and start it again");
    }

    /** The JVM's command-line flags, in a fixed order. */
    public List<String> flags() {
        var flags = new ArrayList<String>();
        add(flags, "-Xmx", heap);
        add(flags, "-Xms", initialHeap);
        add(flags, "-XX:MaxDirectMemorySize=", directMemory);
        add(flags, "-XX:MaxMetaspaceSize=", metaspace);
        add(flags, "-XX:ReservedCodeCacheSize=", codeCache);
        if (processors != null) {
            flags.add("-XX:ActiveProcessorCount=" + processors);
        }
        return List.copyOf(flags);
    }

    private static DataSize heapWithin(long limit) {
        long beside = Math.max(MIN_BESIDE_HEAP, limit / 100 * 35);
        return wholeMebibytes(Math.max(MIN_HEAP, limit - beside));
    }

    private static DataSize wholeMebibytes(long bytes) {
        return DataSize.mebibytes(bytes / MEBIBYTE);
    }

    private static void add(List<String> flags, String flag, @Nullable DataSize size) {
        if (size != null) {
            flags.add(flag + (size.bytes() % MEBIBYTE == 0 ? size.bytes() / MEBIBYTE + "m" : size.bytes()));
        }
    }
}
