package io.agentropic.control;

import io.agentropic.json.InvalidJsonException;
import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/**
 * One line from a command.
 *
 * @param verb what is wanted
 * @param agents of which agents; empty for verbs about the whole
 * @param options what the verb alone does not say
 */
public record ControlRequest(Verb verb, List<String> agents, JsonObject options) {

    /** A request without options. */
    public ControlRequest(Verb verb, List<String> agents) {
        this(verb, agents, JsonObject.builder().build());
    }

    /** Copies the list. */
    public ControlRequest {
        agents = List.copyOf(agents);
    }

    /** A request about the whole. */
    public static ControlRequest of(Verb verb) {
        return new ControlRequest(verb, List.of());
    }

    /**
     * Reads the line.
     *
     * @throws InvalidJsonException when it is no request
     */
    static ControlRequest parse(String line) {
        JsonObject object = JsonObject.parse(line);
        String word = object.text("verb").orElseThrow(() -> new InvalidJsonException("a request needs a verb"));
        Verb verb = Arrays.stream(Verb.values())
                .filter(candidate -> candidate.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidJsonException("the verb '" + word + "' is unknown to this supervisor"));
        return new ControlRequest(verb, object.texts("agents"), object.object("options"));
    }

    /**
     * The key that the line carries; empty when it carries none.
     *
     * @throws InvalidJsonException when it is no request
     */
    static String keyOf(String line) {
        return JsonObject.parse(line).text("key").orElse("");
    }

    /** The line, without its end. */
    String line(ControlKey key) {
        return JsonObject.builder()
                .put("key", key.text())
                .put("verb", verb.word())
                .put("agents", Json.texts(agents))
                .put("options", options)
                .build()
                .toString();
    }
}
