package io.agentropic.launch;

import io.agentropic.logs.AgentLogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command of a child JVM that is to wait at a gate.
 *
 * @param agent whose child it is, for messages
 * @param words the program, by its path, and its arguments
 * @param environment its variables, all of them
 * @param directory where it starts; {@code null} where the level decides
 * @param logs what its output is appended to
 */
record GatedCommand(
        String agent,
        List<String> words,
        Map<String, String> environment,
        @Nullable Path directory,
        AgentLogs logs) {

    /** Copies the collections. */
    GatedCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** Other words that run it, from anywhere. */
    GatedCommand wrapped(List<String> others) {
        return new GatedCommand(agent, others, environment, null, logs);
    }
}
