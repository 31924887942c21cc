package io.agentropic.it.siege;

import io.agentropic.spec.IsolationLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tries every attack at every level of this host and says what stopped it: {@code Attacks [--report FILE] [--check FILE |
 * --write FILE]}. Prints the table by goal; {@code --report} writes all of it, {@code --write} puts the table into a
 * README, {@code --check} compares. Ends with 1 when an attack ended otherwise than its level promises, or the README says
 * otherwise.
 */
public final class Attacks {

    private final List<String> arguments;

    private Attacks(List<String> arguments) {
        this.arguments = arguments;
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        System.exit(new Attacks(List.of(args)).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        List<IsolationLevel> levels = LevelsHere.attackable();
        List<Trial> trials = trials(levels);
        Tables tables = new Tables(levels, trials);
        System.out.print(tables.byGoal());
        if (arguments.contains("--report")) {
            Files.writeString(
                    file("--report"),
                    "# Attacks, and what stopped them\n\n" + tables.byGoal() + "\n" + tables.byAttack());
        }
        if (arguments.contains("--write")) {
            new MarkedBlock(file("--write")).replace("\n" + tables.byGoal() + "\n");
        }
        List<Trial> broken =
                trials.stream().filter(trial -> !trial.asPromised()).toList();
        broken.forEach(trial -> System.err.println("attacks: " + trial));
        return broken.isEmpty() && (!arguments.contains("--check") || inStep(tables));
    }

    private static List<Trial> trials(List<IsolationLevel> levels) throws Exception {
        Path base = Files.createTempDirectory("siege");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            List<Trial> trials = new ArrayList<>();
            for (IsolationLevel level : levels) {
                System.err.println("attacks: at level " + level.word());
                trials.addAll(Siege.at(level, base.resolve(level.word())));
            }
            return trials;
        } finally {
            delete(base);
        }
    }

    /** The columns of levels that this host lacks are not compared: there is nothing to compare them with. */
    private boolean inStep(Tables tables) throws IOException {
        List<String> written = columns(new MarkedBlock(file("--check")).text(), tables.levels());
        List<String> found = columns(tables.byGoal(), tables.levels());
        if (written.equals(found)) {
            return true;
        }
        for (int i = 0; i < Math.max(written.size(), found.size()); i++) {
            String is = i < found.size() ? found.get(i) : "";
            String was = i < written.size() ? written.get(i) : "";
            if (!is.equals(was)) {
                System.err.println("attacks: the README says '" + was + "', and found was '" + is + "'");
            }
        }
        System.err.println("attacks: bring the README in step with: it-tests/attacks --write");
        return false;
    }

    /** The rows of a table, of each the first cell and those of the given levels. */
    private static List<String> columns(String table, List<IsolationLevel> levels) {
        List<List<String>> rows = table.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> heads = rows.getFirst();
        List<Integer> wanted =
                levels.stream().map(level -> heads.indexOf(level.word())).toList();
        return rows.stream()
                .map(row -> row.get(1) + ": "
                        + wanted.stream()
                                .map(column -> column < 0 ? "no such column" : row.get(column))
                                .toList())
                .toList();
    }

    private Path file(String option) {
        int at = arguments.indexOf(option) + 1;
        if (at >= arguments.size()) {
            throw new IllegalArgumentException(option + " needs a file");
        }
        return Path.of(arguments.get(at));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
