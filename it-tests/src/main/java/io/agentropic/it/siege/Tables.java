package io.agentropic.it.siege;

import io.agentropic.it.attack.Attack.Goal;
import io.agentropic.it.attack.Outcome;
import io.agentropic.spec.IsolationLevel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the attacks, as Markdown: one row for each goal, and one for each attack.
 *
 * @param levels the columns
 * @param trials of all levels
 */
record Tables(List<IsolationLevel> levels, List<Trial> trials) {

    /** One row for each goal: by what its attacks were stopped, most first; and whether some succeed. */
    String byGoal() {
        return table(
                "an agent tries to …",
                Arrays.stream(Goal.values())
                        .map(goal -> row(
                                goal.words(),
                                level -> summary(of(level)
                                        .filter(trial -> trial.attack().goal() == goal)
                                        .toList()))));
    }

    /** One row for each attack. */
    String byAttack() {
        return table(
                "attack",
                trials.stream()
                        .map(Trial::attack)
                        .distinct()
                        .map(attack -> row(
                                "`" + attack.name() + "`: " + attack.tries(),
                                level -> of(level)
                                        .filter(trial -> trial.attack().equals(attack))
                                        .map(Tables::cell)
                                        .collect(Collectors.joining()))));
    }

    private Stream<Trial> of(IsolationLevel level) {
        return trials.stream().filter(trial -> trial.level() == level);
    }

    private String row(String head, Function<IsolationLevel, String> cell) {
        return "| " + head + levels.stream().map(cell).collect(Collectors.joining(" | ", " | ", " |"));
    }

    private String table(String head, Stream<String> rows) {
        return row(head, IsolationLevel::word) + "\n" + row("---", _ -> "---") + "\n"
                + rows.collect(Collectors.joining("\n")) + "\n";
    }

    private static String summary(List<Trial> trials) {
        long open = trials.stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Succeeded)
                .count();
        String refused = trials.stream()
                .map(Trial::outcome)
                .filter(Outcome.Refused.class::isInstance)
                .map(outcome -> ((Outcome.Refused) outcome).by())
                .collect(Collectors.groupingBy(by -> by, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (open == 0) {
            return refused.isEmpty() ? "nothing to attack here" : refused;
        }
        String some = open == trials.size() ? "**open**" : "**" + open + " of " + trials.size() + " open**";
        return refused.isEmpty() ? some : some + "; " + refused;
    }

    private static String cell(Trial trial) {
        return switch (trial.outcome()) {
            case Outcome.Refused refused -> refused.how() + ", " + refused.by();
            case Outcome.Succeeded _ -> trial.open() ? "**open**, documented" : "**open**";
            case Outcome.Absent absent -> "– (" + absent.why() + ")";
            case Outcome.Unseen _ -> throw new IllegalStateException("not resolved: " + trial);
            case Outcome.Broken broken -> "broken: " + broken.why();
        };
    }
}
