package io.agentropic.spec;

import io.agentropic.limits.DataSize;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The child JVM.
 *
 * @param home a JDK or JRE from 17 on; {@code null} for the one the supervisor itself runs on
 * @param options further JVM options, after ours
 * @param maxHeap the largest heap; {@code null} to derive it from the memory limit
 * @param aot whether the agent's own classes are mapped from a cache; see {@link #withAot}
 */
public record JvmConfig(
        @Nullable Path home, List<String> options, @Nullable DataSize maxHeap, AotPolicy aot) {

    /** The supervisor's own JVM, no further options, heap derived from the memory limit, no cache of the agent's classes. */
    public static final JvmConfig DEFAULT = new JvmConfig(null, List.of(), null);

    /** Copies the options. */
    public JvmConfig {
        options = List.copyOf(options);
    }

    /** The same without a cache of the agent's classes. */
    public JvmConfig(@Nullable Path home, List<String> options, @Nullable DataSize maxHeap) {
        this(home, options, maxHeap, AotPolicy.OFF);
    }

    /**
     * The same with another policy; {@link AotPolicy#OFF} unless it is set. {@link AotPolicy#AUTO} wants a JVM from Java 25
     * on and a class path of jars only; otherwise it has no effect, which the log tells once. No code of the agent runs
     * while the cache is made. It takes some 10 to 30 MB of disk for each class path, until nobody has used it for 30 days,
     * and holds for the jars as they were.
     */
    public JvmConfig withAot(AotPolicy policy) {
        return new JvmConfig(home, options, maxHeap, policy);
    }
}
