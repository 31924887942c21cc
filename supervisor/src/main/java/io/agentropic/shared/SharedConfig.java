package io.agentropic.shared;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.limits.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JVM that agents share.
 *
 * @param workerThreads platform threads that carry agents, from 1 to 256; default as many as there are processors
 * @param maxHeap its largest heap; {@code null}, the default, to derive it from the memory limit, or without one to leave it
 *     to the JVM: a quarter of the machine's memory
 * @param limits what it may use as a whole; default nothing is limited
 */
public record SharedConfig(int workerThreads, @Nullable DataSize maxHeap, ResourceLimits limits) {

    /** The defaults named at each component. */
    public static final SharedConfig DEFAULT =
            new SharedConfig(Runtime.getRuntime().availableProcessors(), null, ResourceLimits.NONE);

    private static final int MAX_WORKER_THREADS = 256;

    /** The same with another number of threads. */
    public SharedConfig withWorkerThreads(int threads) {
        return new SharedConfig(threads, maxHeap, limits);
    }

    /** The same with another largest heap. */
    public SharedConfig withMaxHeap(DataSize heap) {
        return new SharedConfig(workerThreads, heap, limits);
    }

    /** The same with other limits. */
    public SharedConfig withLimits(ResourceLimits others) {
        return new SharedConfig(workerThreads, maxHeap, others);
    }

    /** Everything that is wrong with the values, as sentences that begin with the key; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (workerThreads < 1 || workerThreads > MAX_WORKER_THREADS) {
            violations.add("workerThreads must be from 1 to " + MAX_WORKER_THREADS + ", not " + workerThreads);
        }
        limits.violations().forEach(sentence -> violations.add("shared." + sentence));
        JvmSizing.violations(limits, maxHeap)
                .forEach(sentence -> violations.add("shared." + sentence.replaceFirst("^jvm\\.", "")));
        return violations;
    }
}
