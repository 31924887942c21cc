package io.agentropic.cli;

import io.agentropic.control.NoSupervisorException;
import io.agentropic.control.Verb;
import io.agentropic.json.JsonObject;
import io.agentropic.time.DurationText;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code top}: the agents of a running supervisor, those that use most CPU first, again and again. */
@Command(
        name = "top",
        description =
                "Show the agents that use most CPU first, again and again until the supervisor ends; with -o json a"
                        + " document on each line.")
final class TopCommand implements Callable<Integer> {

    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(
            names = {"-d", "--interval"},
            paramLabel = "DURATION",
            defaultValue = "2s",
            description = "Time between two looks; default ${DEFAULT-VALUE}.")
    private String interval = "2s";

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "Look N times; default until interrupted.")
    private long count = Long.MAX_VALUE;

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Duration pause = pause();
        Client client = new Client(runDirectory.directory());
        print(client.ask(Verb.PS));
        for (long looks = 1; looks < count; looks++) {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            try {
                print(client.ask(Verb.PS));
            } catch (NoSupervisorException ended) {
                return ExitCode.OK;
            }
        }
        return ExitCode.OK;
    }

    private Duration pause() {
        try {
            Duration pause = DurationText.parse(interval);
            if (pause.isPositive() && count > 0) {
                return pause;
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--interval: " + e.getMessage(), e);
        }
        throw new ParameterException(command.commandLine(), "--interval and --count must be above zero");
    }

    private void print(JsonObject list) {
        if (output.json()) {
            System.out.println(list);
            return;
        }
        List<JsonObject> agents = list.objects("items").stream()
                .sorted(Comparator.comparingDouble(TopCommand::percent).reversed())
                .toList();
        System.out.println((Terminal.attached() ? CLEAR : "") + summary(agents));
        AgentTable.print(agents);
    }

    private static String summary(List<JsonObject> agents) {
        long running = agents.stream()
                .filter(agent -> agent.text("state").orElse("").equals("RUNNING"))
                .count();
        double percent = agents.stream().mapToDouble(TopCommand::percent).sum();
        long bytes = agents.stream()
                .filter(agent -> agent.has("pid"))
                .mapToLong(agent -> agent.object("memory")
                        .number("currentBytes")
                        .map(Number::longValue)
                        .orElse(0L))
                .sum();
        return String.format(
                Locale.ROOT,
                "%d agents, %d running, %.1f%% CPU, %s memory",
                agents.size(),
                running,
                percent,
                Humans.bytes(bytes));
    }

    private static double percent(JsonObject agent) {
        return agent.has("pid")
                ? agent.object("cpu").number("percent").map(Number::doubleValue).orElse(0.0)
                : 0;
    }
}
