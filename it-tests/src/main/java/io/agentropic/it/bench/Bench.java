package io.agentropic.it.bench;

import io.agentropic.limits.Enforcement;
import io.agentropic.runtime.AgentRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Measures what the supervisor adds to a JVM, each figure beside its floor in the same run: {@code Bench [--short] [--json
 * FILE]}. The short form only shows that it runs.
 */
public final class Bench {

    private Bench() {}

    /** Prints the table, and writes the JSON file when one is named. */
    public static void main(String[] args) throws Exception {
        List<String> arguments = List.of(args);
        boolean quick = arguments.contains("--short");
        System.out.println(Setup.line());
        List<Figure> figures = figures(quick);
        System.out.println(Figure.header());
        figures.forEach(figure -> System.out.println(figure.row()));
        int json = arguments.indexOf("--json");
        if (json >= 0) {
            Files.writeString(Path.of(arguments.get(json + 1)), json(figures, String.join(" ", arguments)));
        }
    }

    private static List<Figure> figures(boolean quick) throws Exception {
        int starts = quick ? 3 : 40;
        int trips = quick ? 1_000 : 50_000;
        int idle = quick ? 2 : 20;
        List<Figure> figures = new ArrayList<>();
        try (AgentRuntime runtime =
                AgentRuntime.builder().enforcement(Enforcement.BEST_EFFORT).build()) {
            Supervised supervised = new Supervised(runtime);
            Samples spawn = supervised.spawnMillis(quick ? 1 : 5, starts);
            figures.add(new Figure(
                    "spawn() to agent code, limits on",
                    "ms",
                    spawn,
                    "java Hello, start to exit",
                    BareJvm.helloMillis(starts)));
            figures.add(new Figure(
                    "agent to supervisor and back",
                    "us",
                    supervised.roundTripMicros(trips, trips),
                    "two JVMs, blocking NIO, Unix socket",
                    PingPong.micros(trips, trips)));
            figures.add(new Figure(
                    "proportional memory, idle worker",
                    "MiB",
                    supervised.idleMebibytes(idle),
                    "java Hello, idle, default flags",
                    BareJvm.idleMebibytes(idle)));
        }
        return figures;
    }

    private static String json(List<Figure> figures, String arguments) {
        return "{" + Setup.json("it-tests/bench " + arguments) + ",\"figures\":["
                + figures.stream().map(Figure::json).collect(Collectors.joining(",")) + "]}\n";
    }
}
