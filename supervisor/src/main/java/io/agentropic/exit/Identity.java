package io.agentropic.exit;

import io.agentropic.fence.Fence;
import io.agentropic.fence.ProcessIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which process an incarnation is, or was, beyond the process id, which is used again.
 *
 * @param process the process that was started for it: its id, its start, its boot. Where the JVM runs inside a process that
 *     keeps its namespaces, that one
 * @param controlGroup the directory of its control group; {@code null} when it has none
 */
public record Identity(ProcessIdentity process, @Nullable Path controlGroup) {

    /**
     * That of the child that has {@code pid} and lives inside {@code fence}.
     *
     * @throws io.agentropic.fence.FenceException when there is no such process
     */
    public static Identity of(long pid, Fence fence) {
        return new Identity(ProcessIdentity.of(pid), fence.controlGroup().orElse(null));
    }
}
