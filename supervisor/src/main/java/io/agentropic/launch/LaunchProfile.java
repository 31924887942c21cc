package io.agentropic.launch;

import io.agentropic.fence.FenceRequest;
import io.agentropic.spec.IsolationConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is settled when a child JVM starts and cannot be changed later: a worker that waits can become any agent whose
 * profile equals its own. What else there is of an agent comes with the claim: its name, arguments, input and limits.
 *
 * @param words the command: the JVM, the flags that its limits lead to, its options, its class path, its program
 * @param environment its variables
 * @param directory where it starts; {@code null} for the supervisor's own working directory
 * @param isolation its level, and what holds it there, apart from limits
 * @param fence what its fence has apart from limits
 */
public record LaunchProfile(
        List<String> words,
        Map<String, String> environment,
        @Nullable Path directory,
        IsolationConfig isolation,
        FenceRequest fence) {

    /** Copies the collections. */
    public LaunchProfile {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
