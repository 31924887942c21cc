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
 */
public record JvmConfig(
        @Nullable Path home, List<String> options, @Nullable DataSize maxHeap) {

    /** The supervisor's own JVM, no further options, heap derived from the memory limit. */
    public static final JvmConfig DEFAULT = new JvmConfig(null, List.of(), null);

    /** Copies the options. */
    public JvmConfig {
        options = List.copyOf(options);
    }
}
