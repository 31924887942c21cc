package io.agentropic.launch;

import io.agentropic.container.Container;
import io.agentropic.namespace.Enclosure;
import io.agentropic.namespace.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a command in an OCI container.
 *
 * @param runtime makes the container
 * @param enclosure what the command gets to see
 * @param directory the incarnation's private directory, which holds the bundle
 * @param id names the container
 */
record ContainerStart(Tool.Usable runtime, Enclosure enclosure, Path directory, String id) implements Start {

    @Override
    public StartedChild start(GatedCommand command) {
        try {
            List<String> words =
                    new Container(runtime, enclosure, directory, id).prepare(command.words(), command.environment());
            return new PlainStart(Gate.ofSession()).start(command.wrapped(words));
        } catch (IOException e) {
            throw new LaunchException(
                    "the container of agent '" + command.agent() + "' cannot be prepared in " + directory + ": " + e,
                    e);
        }
    }
}
