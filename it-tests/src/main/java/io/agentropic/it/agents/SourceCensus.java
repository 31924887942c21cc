package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts the Java sources below its directories: files, lines, and the longest file of each. Its arguments are the
 * directories; its result is the table that it prints as well.
 */
public final class SourceCensus implements Agent {

    private static final Pattern TYPE = Pattern.compile(
            "^(public |final |sealed |abstract |static )*" + "(class|interface|record|enum|@interface) \\w+.*");

    private record Tally(int files, int types, long lines, String longest, long longestLines) {

        static final Tally NONE = new Tally(0, 0, 0, "", 0);

        Tally plus(String name, List<String> text) {
            int declared = (int)
                    text.stream().filter(line -> TYPE.matcher(line).matches()).count();
            boolean longer = text.size() > longestLines;
            return new Tally(
                    files + 1,
                    types + declared,
                    lines + text.size(),
                    longer ? name : longest,
                    longer ? text.size() : longestLines);
        }
    }

    @Override
    public void execute(AgentContext context) throws IOException, InterruptedException {
        Map<String, Tally> tallies = new TreeMap<>();
        for (String directory : context.args()) {
            Tally tally = Tally.NONE;
            for (Path file : sources(Path.of(directory))) {
                tally = tally.plus(file.getFileName().toString(), Files.readAllLines(file));
                context.checkpoint();
            }
            tallies.put(Path.of(directory).getFileName().toString(), tally);
        }
        String table = table(tallies);
        System.out.print(table);
        context.result(table);
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String table(Map<String, Tally> tallies) {
        StringBuilder table = new StringBuilder(
                String.format("%-16s %6s %6s %7s  %s%n", "module", "files", "types", "lines", "longest file"));
        tallies.forEach((module, tally) -> table.append(String.format(
                "%-16s %6d %6d %7d  %s (%d)%n",
                module, tally.files(), tally.types(), tally.lines(), tally.longest(), tally.longestLines())));
        return table.toString();
    }
}
