package io.agentropic.cli;

import io.agentropic.control.ControlClient;
import io.agentropic.control.ControlRequest;
import io.agentropic.control.Verb;
import io.agentropic.json.JsonObject;
import io.agentropic.rundir.RunDirectory;
import io.agentropic.runtime.UnknownAgentException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Asks the supervisor of a run directory. */
final class Client {

    private final ControlClient control;

    Client(Path runDirectory) {
        this.control = new ControlClient(RunDirectory.controlSocketIn(runDirectory));
    }

    /**
     * The answer.
     *
     * @throws UnknownAgentException when the agent asked about is unknown
     * @throws CommandException when the request was refused for another reason
     */
    JsonObject ask(Verb verb, String... agents) {
        return ask(new ControlRequest(verb, List.of(agents)));
    }

    /** As {@link #ask(Verb, String...)}, with options. */
    JsonObject ask(ControlRequest request) {
        return required(control.ask(request), request.agents());
    }

    /** Hands on the last {@code last} events, and those to come with {@code follow}. */
    void events(int last, boolean follow, Consumer<JsonObject> each) {
        JsonObject options =
                JsonObject.builder().put("last", last).put("follow", follow).build();
        control.stream(
                new ControlRequest(Verb.EVENTS, List.of(), options), event -> each.accept(required(event, List.of())));
    }

    private static JsonObject required(JsonObject answer, List<String> agents) {
        if (!answer.text("kind").orElse("").equals("Error")) {
            return answer;
        }
        if (answer.text("error").orElse("").equals("UNKNOWN_AGENT")) {
            throw new UnknownAgentException(agents.isEmpty() ? "" : agents.getFirst());
        }
        throw new CommandException(
                "the supervisor refused: " + answer.text("message").orElse("no reason given"));
    }
}
