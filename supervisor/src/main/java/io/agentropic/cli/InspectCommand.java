package io.agentropic.cli;

import io.agentropic.control.Verb;
import io.agentropic.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code inspect}: everything about one agent. */
@Command(name = "inspect", description = "Show everything about one agent: status, limits, specification, last exit.")
final class InspectCommand implements Callable<Integer> {

    private static final List<String> SHOWN_APART = List.of("apiVersion", "kind", "limits", "spec", "lastExit");

    @Parameters(paramLabel = "NAME", description = "The agent's name.")
    private String name = "";

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        output.print(new Client(runDirectory.directory()).ask(Verb.INSPECT, name), InspectCommand::print);
        return ExitCode.OK;
    }

    private static void print(JsonObject agent) {
        Table status = Table.untitled();
        agent.forEach((key, value) -> {
            if (!SHOWN_APART.contains(key)) {
                Rows.add(status, key, value);
            }
        });
        status.print();
        title("limits");
        LimitTable.of(agent.objects("limits")).print();
        title("specification");
        Table spec = Table.untitled();
        agent.object("spec").forEach((key, value) -> Rows.add(spec, key, value));
        spec.print();
        printLastExit(agent.object("lastExit"));
    }

    private static void printLastExit(JsonObject exit) {
        title("last exit");
        if (exit.isEmpty()) {
            System.out.println("none");
            return;
        }
        Table report = Table.untitled();
        exit.forEach((key, value) -> {
            if (!value.isArray() && !SHOWN_APART.contains(key)) {
                Rows.add(report, key, value);
            }
        });
        for (JsonObject action : exit.objects("actions")) {
            report.row(
                    "action",
                    Terminal.safe(action.text("at").orElse("") + " "
                            + action.text("what").orElse("")));
        }
        report.print();
        for (JsonObject error : exit.objects("uncaughtErrors")) {
            title("uncaught in thread " + error.text("thread").orElse("?"));
            error.text("stackTrace").orElse("").lines().map(Terminal::safe).forEach(System.out::println);
        }
        tail("threads when it was found unresponsive", exit.texts("threadDump"));
        tail("last lines of stdout", exit.texts("stdoutTail"));
        tail("last lines of stderr", exit.texts("stderrTail"));
    }

    private static void tail(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            title(title);
            lines.stream().map(Terminal::safe).forEach(System.out::println);
        }
    }

    private static void title(String text) {
        System.out.println();
        System.out.println("-- " + Terminal.safe(text));
    }
}
