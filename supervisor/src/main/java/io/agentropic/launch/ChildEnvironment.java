package io.agentropic.launch;

import io.agentropic.jvm.EnvironmentRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The environment of a child: nothing of the supervisor's own but what is harmless or asked for. */
final class ChildEnvironment {

    private static final List<String> ALWAYS_INHERITED = List.of("PATH", "LANG", "TZ");

    private ChildEnvironment() {}

    /**
     * The child's variables.
     *
     * @param own the supervisor's environment
     * @param inherited names taken over from it, where they are set
     * @param given the specification's own variables, which win
     */
    static Map<String, String> of(Map<String, String> own, Set<String> inherited, Map<String, String> given) {
        Map<String, String> child = new LinkedHashMap<>();
        ALWAYS_INHERITED.forEach(name -> inherit(own, name, child));
        inherited.forEach(name -> inherit(own, name, child));
        child.putAll(given);
        return child;
    }

    /**
     * Takes out of {@code variables} what code is loaded for: it must not reach the shell at the gate, which is not fenced
     * in yet.
     *
     * @return the words that set them for the command that follows; none when there are none
     */
    static List<String> behindGate(Map<String, String> variables) {
        List<String> assignments = new ArrayList<>();
        variables.entrySet().removeIf(variable -> {
            boolean later = EnvironmentRules.behindGateOnly(variable.getKey());
            if (later) {
                assignments.add(variable.getKey() + "=" + variable.getValue());
            }
            return later;
        });
        if (!assignments.isEmpty()) {
            assignments.addFirst("env");
        }
        return assignments;
    }

    private static void inherit(Map<String, String> own, String name, Map<String, String> child) {
        String value = own.get(name);
        if (value != null) {
            child.put(name, value);
        }
    }
}
