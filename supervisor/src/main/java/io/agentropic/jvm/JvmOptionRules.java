package io.agentropic.jvm;

import io.agentropic.spec.IsolationLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code jvm.options} may hold at an isolation level. */
public final class JvmOptionRules {

    /** Options of the launcher whose value is the next word, or follows {@code =}; see java(1). */
    private static final Set<String> WITH_VALUE = Set.of(
            "--add-exports",
            "--add-modules",
            "--add-opens",
            "--add-reads",
            "--enable-native-access",
            "--illegal-native-access",
            "--limit-modules",
            "--module-path",
            "-p",
            "--patch-module",
            "--upgrade-module-path");

    private JvmOptionRules() {}

    /** What is wrong with {@code options}, one sentence for each refused word; empty when they may be used. */
    public static List<String> violations(List<String> options, IsolationLevel level) {
        Hostility hostility = Hostility.at(level);
        List<String> violations = new ArrayList<>();
        for (int at = 0; at < options.size(); at++) {
            String word = options.get(at);
            boolean takesNext = WITH_VALUE.contains(word);
            Optional<String> reason = refusal(word, hostility);
            if (reason.isPresent()) {
                violations.add(
                        "jvm.options: '" + word + "' is refused at isolation '" + level.word() + "': " + reason.get());
            } else if (takesNext
                    && (at + 1 == options.size() || options.get(at + 1).startsWith("-"))) {
                violations.add("jvm.options: '" + word + "' needs a value; write it as '" + word + "=VALUE'");
            }
            if (takesNext) {
                at++;
            }
        }
        return violations;
    }

    private static Optional<String> refusal(String word, Hostility hostility) {
        if (!word.startsWith("-") && !word.startsWith("@")) {
            return Optional.of("it is no option, so the JVM would take it for the main class; arguments of the agent go"
                    + " into 'args'");
        }
        return RefusedOptions.ALL.stream()
                .flatMap(refused -> refused.reasonAgainst(word, hostility).stream())
                .findFirst();
    }
}
