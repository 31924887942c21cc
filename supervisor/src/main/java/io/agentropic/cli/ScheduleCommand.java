package io.agentropic.cli;

import io.agentropic.control.ControlRequest;
import io.agentropic.control.Verb;
import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import io.agentropic.time.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code schedule}: how running agents share the processors. */
@Command(
        name = "schedule",
        description =
                "Show how running agents share the processors, and change it: what is not named stays as it is. Agents"
                        + " keep their processes; who stood still under another policy runs.")
final class ScheduleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "fair-share, priority, round-robin, rate-based, or a class on the supervisor's class path.")
    private @Nullable String policy;

    @Option(names = "--time-slice", paramLabel = "TIME", description = "How long a turn is: 100ms.")
    private @Nullable String timeSlice;

    @Option(names = "--preemption", paramLabel = "HOW", description = "cooperative or preemptive.")
    private @Nullable String preemption;

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonObject.Builder options = JsonObject.builder().put("policy", policy).put("preemption", preemption);
        if (timeSlice != null) {
            options.put("timeSliceSeconds", Json.seconds(duration(timeSlice)));
        }
        JsonObject answer =
                new Client(runDirectory.directory()).ask(new ControlRequest(Verb.SCHEDULE, List.of(), options.build()));
        output.print(answer, ScheduleCommand::print);
        return ExitCode.OK;
    }

    private Duration duration(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(command.commandLine(), "--time-slice: " + refused.getMessage(), refused);
        }
    }

    private static void print(JsonObject answer) {
        Table table = Table.untitled();
        table.row("policy", Terminal.safe(answer.text("policy").orElse("?")));
        double seconds =
                answer.number("timeSliceSeconds").map(Number::doubleValue).orElse(0.0);
        table.row("timeSlice", DurationText.format(Duration.ofMillis(Math.round(seconds * 1e3))));
        table.row("preemption", Terminal.safe(answer.text("preemption").orElse("?")));
        answer.text("note").filter(note -> !note.isEmpty()).ifPresent(note -> table.row("note", Terminal.safe(note)));
        table.print();
    }
}
