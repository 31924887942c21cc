package io.agentropic.cli;

import io.agentropic.control.ControlRequest;
import io.agentropic.control.Verb;
import io.agentropic.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The agents that a command acts on. */
final class Targets {

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of agents.")
    private List<String> names = List.of();

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /**
     * Acts on each and tells what came of it.
     *
     * @return 0 when all went well, 7 when some did, 4 when no name is known, 1 when all failed
     */
    int act(Verb verb) {
        return act(verb, JsonObject.builder().build());
    }

    /** As {@link #act(Verb)}, with options. */
    int act(Verb verb, JsonObject options) {
        return act(new ControlRequest(verb, names, options), runDirectory, output);
    }

    /** As {@link #act(Verb)}, for a request made elsewhere. */
    static int act(ControlRequest request, RunDirectoryOption runDirectory, OutputOption output) {
        JsonObject answer = new Client(runDirectory.directory()).ask(request);
        output.print(answer, Targets::print);
        List<JsonObject> failed = answer.objects("items").stream()
                .filter(item -> !item.truth("ok"))
                .toList();
        failed.forEach(
                item -> System.err.println(Terminal.safe(item.text("message").orElse("failed"))));
        if (failed.isEmpty()) {
            return ExitCode.OK;
        }
        if (failed.size() < answer.objects("items").size()) {
            return ExitCode.SOME_FAILED;
        }
        boolean allUnknown =
                failed.stream().allMatch(item -> item.text("error").orElse("").equals("UNKNOWN_AGENT"));
        return allUnknown ? ExitCode.NO_SUCH_AGENT : ExitCode.FAILED;
    }

    private static void print(JsonObject answer) {
        Table table = Table.untitled();
        answer.objects("items").stream()
                .filter(item -> item.truth("ok"))
                .forEach(item -> table.row(
                        Terminal.safe(item.text("name").orElse("?")),
                        Terminal.state(item.text("state").orElse("?"), Terminal.coloured())));
        table.print();
    }
}
