package io.agentropic.cli;

import io.agentropic.control.Verb;
import io.agentropic.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code down}: stops everything; the supervisor ends. */
@Command(name = "down", description = "Stop all agents and end the supervisor.")
final class DownCommand implements Callable<Integer> {

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonObject report = new Client(runDirectory.directory()).ask(Verb.DOWN);
        output.print(report, DownCommand::print);
        List<String> unstopped = report.texts("unstopped");
        report.texts("forced")
                .forEach(name ->
                        System.err.println("agent '" + Terminal.safe(name) + "' did not stop in time and was killed"));
        unstopped.forEach(name -> System.err.println("agent '" + Terminal.safe(name) + "' could not be stopped"));
        return unstopped.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void print(JsonObject report) {
        Table table = Table.untitled();
        for (JsonObject item : report.objects("items")) {
            table.row(
                    Terminal.safe(item.text("name").orElse("?")),
                    Terminal.state(item.text("state").orElse("?"), Terminal.coloured()));
        }
        table.print();
    }
}
