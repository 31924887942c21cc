package io.agentropic.cli;

import io.agentropic.control.ControlClient;
import io.agentropic.control.ControlRequest;
import io.agentropic.control.Verb;
import io.agentropic.json.JsonObject;
import io.agentropic.rundir.RunDirectory;
import io.agentropic.runtime.UnknownAgentException;
import java.nio.file.Path;
import java.util.List;

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
        JsonObject answer = control.ask(new ControlRequest(verb, List.of(agents)));
        if (!answer.text("kind").orElse("").equals("Error")) {
            return answer;
        }
        if (answer.text("error").orElse("").equals("UNKNOWN_AGENT")) {
            throw new UnknownAgentException(agents[0]);
        }
        throw new CommandException(
                "the supervisor refused: " + answer.text("message").orElse("no reason given"));
    }
}
