package io.agentropic.cli;

import io.agentropic.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code events}: what happened to the agents of a running supervisor. */
@Command(
        name = "events",
        description = "Show what happened to the agents of a running supervisor: the last 1,000 events at most, a line"
                + " each; with -o json a document each.")
final class EventsCommand implements Callable<Integer> {

    private static final int ALL = 1_000;
    private static final int SOME = 10;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what happens from now on, until the supervisor ends.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Only the last N events; default all, with -f 10.")
    private int count = -1;

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        int last = count >= 0 ? count : follow ? SOME : ALL;
        EventLines lines = new EventLines();
        new Client(runDirectory.directory())
                .events(last, follow, event -> System.out.println(output.json() ? event.toString() : lines.of(event)));
        return ExitCode.OK;
    }

    /** Events for people, in columns as wide as what was seen so far. */
    private static final class EventLines {
        private final boolean coloured = Terminal.coloured();
        private int nameWidth;

        String of(JsonObject event) {
            if (event.text("kind").orElse("").equals("EventsLost")) {
                return "(" + event.number("count").map(Number::longValue).orElse(0L)
                        + " events were lost: this command did not read fast enough)";
            }
            String name = Terminal.safe(event.text("agent").orElse("?"));
            nameWidth = Math.max(nameWidth, name.length());
            String from = event.text("from").orElse("?");
            String to = event.text("to").orElse("?");
            return (event.text("at").orElse("?") + "  " + padded(name, nameWidth) + "  "
                            + padded(
                                    "#"
                                            + event.number("incarnation")
                                                    .map(Number::longValue)
                                                    .orElse(0L),
                                    4) + "  "
                            + padded(from, EventPrinter.STATE_WIDTH)
                            + (from.equals(to) ? "   " : " " + Terminal.arrow() + " ")
                            + Terminal.state(from.equals(to) ? "" : to, coloured)
                            + padded("", EventPrinter.STATE_WIDTH - (from.equals(to) ? 0 : to.length())) + "  "
                            + Terminal.safe(event.text("reason").orElse("")))
                    .stripTrailing();
        }

        private static String padded(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }
    }
}
