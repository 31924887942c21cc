package io.agentropic.cli;

import io.agentropic.control.ControlRequest;
import io.agentropic.control.Verb;
import io.agentropic.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The agents that a command acts on: named one by one, or all members of a group. */
final class Whom {

    /** Either the one or the other. */
    static final class Names {
        @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of agents.")
        private List<String> agents = List.of();

        @Option(
                names = "--group",
                paramLabel = "GROUP",
                description = "All members of this group, those too that start later.")
        private @Nullable String group;
    }

    @ArgGroup(multiplicity = "1")
    private Names names = new Names();

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** As {@link Targets#act(Verb)}. */
    int act(Verb verb) {
        JsonObject.Builder options = JsonObject.builder();
        if (names.group != null) {
            options.put("group", names.group);
        }
        return Targets.act(new ControlRequest(verb, names.agents, options.build()), runDirectory, output);
    }
}
