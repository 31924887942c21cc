package io.agentropic.it.attack;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How an attack has to end at the levels that promise something: by the words of {@link Outcome.Refused#how}, or by
 * success where the level says that it does not prevent it.
 *
 * @param refusals by level, the words any of which is a refusal as it should be
 * @param open by level, why the attack succeeds there and may
 */
public record Expected(Map<String, Set<String>> refusals, Map<String, String> open) {

    private static final String SANDBOX = "sandbox";
    private static final String PROCESS = "process";
    private static final String CONTAINER = "container";

    /** Refused in this way at every level from {@code sandbox} on. */
    static Expected refused(String... how) {
        Set<String> words = Set.of(how);
        return new Expected(Map.of(SANDBOX, words, PROCESS, words, CONTAINER, words), Map.of());
    }

    /** Refused so where name spaces hide what is attacked; and at {@code sandbox} as said before. */
    Expected hidden(String... how) {
        Map<String, Set<String>> all = new TreeMap<>(refusals);
        all.put(PROCESS, Set.of(how));
        all.put(CONTAINER, Set.of(how));
        return new Expected(all, open);
    }

    /** Succeeds everywhere, and may. */
    static Expected open(String why) {
        return new Expected(Map.of(), Map.of(SANDBOX, why, PROCESS, why, CONTAINER, why));
    }

    /** Succeeds at {@code sandbox}, and may. */
    Expected openInSandbox(String why) {
        return new Expected(refusals, with(open, SANDBOX, why));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> all = new TreeMap<>(map);
        all.put(key, value);
        return all;
    }
}
