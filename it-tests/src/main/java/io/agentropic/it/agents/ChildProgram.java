package io.agentropic.it.agents;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plain program that does one thing, well or badly: {@code ChildProgram COMMAND [ARGUMENT…]}. It knows nothing of the
 * supervisor, as the programs of users do.
 */
public final class ChildProgram {

    /** One thing to do with the arguments after the command's name. */
    interface Behaviour {
        void run(List<String> arguments) throws Exception;
    }

    private ChildProgram() {}

    /** Runs the command; a second {@code then COMMAND …} follows when the first returned. */
    public static void main(String[] args) throws Exception {
        List<String> rest = List.of(args);
        while (!rest.isEmpty()) {
            int end = rest.indexOf("then");
            List<String> command = end < 0 ? rest : rest.subList(0, end);
            behaviour(command.get(0)).run(command.subList(1, command.size()));
            rest = end < 0 ? List.of() : rest.subList(end + 1, rest.size());
        }
    }

    private static Behaviour behaviour(String command) {
        Map<String, Behaviour> known = new TreeMap<>();
        known.putAll(Endings.ALL);
        known.putAll(Stubborn.ALL);
        known.putAll(Hogs.ALL);
        known.putAll(Words.ALL);
        known.putAll(Trials.ALL);
        known.putAll(Connections.ALL);
        known.putAll(Sights.ALL);
        Behaviour behaviour = known.get(command);
        if (behaviour == null) {
            throw new IllegalArgumentException("unknown command '" + command + "'; there are " + known.keySet());
        }
        return behaviour;
    }
}
