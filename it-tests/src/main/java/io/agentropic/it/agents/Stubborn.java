package io.agentropic.it.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs that stay: because they have nothing to do, or because they do not let go. All end after ten minutes. */
final class Stubborn {

    static final long BOUND_MILLIS = 600_000;

    static final Map<String, ChildProgram.Behaviour> ALL = Map.of(
            "hang", arguments -> Pace.sleep(BOUND_MILLIS),
            "sleep", arguments -> Pace.sleep(Long.parseLong(arguments.get(0))),
            "ignore-term", Stubborn::ignoreTerm,
            "grandchild", Stubborn::grandchild,
            "fork-loop", Stubborn::forkLoop,
            "orphans", Stubborn::orphans,
            "tick", Stubborn::tick);

    private Stubborn() {}

    /** Its shutdown hook never returns, so SIGTERM does not end the JVM. */
    private static void ignoreTerm(List<String> arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Pace.sleep(BOUND_MILLIS), "stubborn"));
        System.out.println("ignoring SIGTERM");
        Pace.sleep(BOUND_MILLIS);
    }

    /** Starts a process in a session of its own, which outlives its parent, and adds its pid to the given file. */
    private static void grandchild(List<String> arguments) throws IOException {
        Process grandchild = new ProcessBuilder("setsid", "sleep", "600")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path file = Path.of(arguments.get(0));
        Files.writeString(
                file,
                grandchild.pid() + "\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    /** Starts a process in a session of its own that forks again and again, 3,000 times at most, and counts in the file. */
    private static void forkLoop(List<String> arguments) throws IOException {
        HardLimit.requireProcesses();
        shell(
                "i=0; while [ $i -lt 3000 ]; do sleep 0.3 & i=$((i + 1)); echo $i > \"$0\"; [ $((i % 5)) = 0 ] && sleep 0.1;"
                        + " done",
                arguments.get(0));
        Pace.sleep(BOUND_MILLIS);
    }

    /** Leaves twenty short-lived processes to nobody, adds their pids to the file, and stays. */
    private static void orphans(List<String> arguments) throws IOException {
        for (int i = 0; i < 20; i++) {
            shell("sleep 0.2 & echo $! >> \"$0\"", arguments.get(0));
        }
        Pace.sleep(BOUND_MILLIS);
    }

    private static void shell(String script, String argument) throws IOException {
        new ProcessBuilder("setsid", "sh", "-c", script, argument)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Counts in a file, so that others can see whether it runs. */
    private static void tick(List<String> arguments) throws IOException {
        Path file = Path.of(arguments.get(0));
        long end = System.nanoTime() + BOUND_MILLIS * 1_000_000;
        for (long count = 1; System.nanoTime() < end; count++) {
            Files.writeString(file, Long.toString(count));
            Pace.sleep(5);
        }
    }
}
