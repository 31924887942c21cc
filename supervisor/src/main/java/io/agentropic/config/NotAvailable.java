package io.agentropic.config;

import java.util.Map;

/**
 * Keys that the file's format defines and this version cannot honour. They are refused one by one: a setting that has no
 * effect is never accepted.
 */
final class NotAvailable {

    private static final Map<String, String> IN_RUNTIME =
            Map.of("metrics", "'ps' and 'inspect' show what each agent uses");

    private static final Map<String, String> IN_GROUP = Map.of(
            "limits", "each agent has its own limits, none are shared",
            "circuitBreaker", "each agent backs off by itself");

    private NotAvailable() {}

    static void inRuntime(Section runtime) {
        refuse(runtime, IN_RUNTIME);
    }

    static void inGroup(Section group) {
        refuse(group, IN_GROUP);
    }

    private static void refuse(Section section, Map<String, String> keys) {
        keys.forEach((key, instead) -> {
            if (section.has(key)) {
                section.problem(key, sentence(instead));
            }
        });
    }

    private static String sentence(String instead) {
        return "not available in this version: " + instead;
    }
}
