package io.agentropic.launch;

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

    private static void inherit(Map<String, String> own, String name, Map<String, String> child) {
        String value = own.get(name);
        if (value != null) {
            child.put(name, value);
        }
    }
}
