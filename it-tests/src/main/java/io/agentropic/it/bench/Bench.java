package io.agentropic.it.bench;

import io.agentropic.it.bench.micro.Micro;
import io.agentropic.it.bench.peer.Peers;
import io.agentropic.limits.Enforcement;
import io.agentropic.runtime.AgentRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures what the supervisor adds to a JVM, each figure beside its floor in the same run, and what others take for the same:
 * {@code Bench [--short] [--peers] [--micro] [--json FILE]}. The short form only shows that it runs, and leaves the others out;
 * with {@code --peers} nothing is measured but them, with {@code --micro} nothing but single steps.
 */
public final class Bench {

    private static final int PEER_ROUNDS = 5;

    /** None is removed that was measured. */
    private static final int MOST_AGENTS = 5_000;

    private Bench() {}

    /** Prints the tables, and writes the JSON file when one is named. */
    public static void main(String[] args) throws Exception {
        List<String> arguments = List.of(args);
        boolean quick = arguments.contains("--short");
        System.out.println(Setup.line());
        if (arguments.contains("--peers")) {
            System.out.println(peers().table());
            return;
        }
        String large = arguments.contains("--micro") ? "" : large(quick);
        String small = small(quick);
        int json = arguments.lastIndexOf("--json");
        if (json >= 0) {
            Files.writeString(
                    Path.of(arguments.get(json + 1)),
                    "{" + Setup.json("it-tests/bench " + String.join(" ", arguments)) + large + small + "}\n");
        }
    }

    /** Prints what a runtime and its agents take; answers it as members of a JSON object, a comma before each. */
    private static String large(boolean quick) throws Exception {
        try (AgentRuntime runtime = AgentRuntime.builder()
                .enforcement(Enforcement.BEST_EFFORT)
                .maxAgents(MOST_AGENTS)
                .build()) {
            Crowd crowd = Crowd.of(runtime, quick ? 5 : 300, Duration.ofSeconds(quick ? 2 : 30));
            System.out.println(crowd.line());
            Warm warm = Warm.of(quick ? 1 : 20, quick ? 3 : 200);
            List<Figure> figures = figures(runtime, warm, quick);
            System.out.println(Figure.header());
            figures.forEach(figure -> System.out.println(figure.row()));
            System.out.println(warm.line());
            Throughput throughput = Throughput.of(runtime, quick ? 10_000 : 500_000, quick ? 1 : 7);
            System.out.println(throughput.line());
            MassStop stop = MassStop.of(quick ? 4 : 100);
            System.out.println(stop.line());
            Shared shared =
                    Shared.of(quick ? 2 : 30, quick ? 1_000 : 50_000, quick ? 1_000 : 50_000, quick ? 1_000 : 500_000);
            System.out.println(shared.line());
            LevelCost levels = LevelCost.of(runtime, quick ? 1 : 5, quick ? 2 : 30);
            System.out.println(levels.table());
            Queue queue = Queue.of(quick ? 100 : 1_000);
            System.out.println(queue.line());
            Optional<Peers> peers = quick ? Optional.empty() : Optional.of(peers());
            peers.ifPresent(others -> System.out.println(others.table()));
            return ",\"figures\":["
                    + figures.stream().map(Figure::json).collect(Collectors.joining(",")) + "],\"crowd\":"
                    + crowd.json() + ",\"throughput\":" + throughput.json() + ",\"stop\":" + stop.json()
                    + ",\"shared\":" + shared.json() + ",\"coldSpawnByLevel\":" + levels.json()
                    + ",\"queue\":" + queue.json()
                    + peers.map(others -> ",\"peers\":" + others.json()).orElse("");
        }
    }

    /** Prints what single steps take; answers it as {@link #large} does. */
    private static String small(boolean quick) throws RunnerException {
        Micro micro = Micro.measure(quick);
        System.out.println(micro.table());
        Decisions decisions = Decisions.of(micro);
        System.out.println(decisions.line());
        return ",\"decisions\":" + decisions.json() + ",\"micro\":" + micro.json();
    }

    private static List<Figure> figures(AgentRuntime runtime, Warm warm, boolean quick) throws Exception {
        int starts = quick ? 3 : 40;
        int trips = quick ? 1_000 : 50_000;
        int idle = quick ? 2 : 50;
        int crashes = quick ? 3 : 200;
        Supervised supervised = new Supervised(runtime);
        Recovery recovery = Recovery.of(runtime, quick ? 1 : 20, crashes);
        Recovery handover = Recovery.of(runtime, quick ? 1 : 20, crashes, true);
        return List.of(
                new Figure(
                        "spawn() to agent code, limits on",
                        "ms",
                        supervised.spawnMillis(quick ? 1 : 5, starts),
                        "java Hello, start to exit",
                        BareJvm.helloMillis(starts)),
                new Figure(
                        "crash to agent code, backoff aside",
                        "ms",
                        recovery.recoveryMillis(),
                        "spawn() of another one, in turns",
                        recovery.coldMillis()),
                new Figure(
                        "spawn() to agent code, from the pool",
                        "ms",
                        warm.warmMillis(),
                        "spawn() without a pool, in turns",
                        warm.coldMillis()),
                new Figure(
                        "crash to agent code, standby",
                        "ms",
                        handover.recoveryMillis(),
                        "spawn() of another one, in turns",
                        handover.coldMillis()),
                new Figure(
                        "SIGKILL to FINISHING heard",
                        "ms",
                        recovery.detectionMillis(),
                        "bare JVM, SIGKILL to waitFor",
                        BareJvm.deathMillis(crashes)),
                new Figure(
                        "agent to supervisor and back",
                        "us",
                        supervised.roundTripMicros(trips, trips),
                        "two JVMs, blocking NIO, Unix socket",
                        PingPong.micros(trips, trips)),
                new Figure(
                        "proportional memory, idle worker",
                        "MiB",
                        supervised.idleMebibytes(idle),
                        "java Hello, idle, default flags",
                        BareJvm.idleMebibytes(idle)));
    }

    private static Peers peers() throws IOException, InterruptedException {
        return Peers.of(
                Setup.agentsJar(),
                Path.of("supervisor/target/agentropic-supervisor.jar").toAbsolutePath(),
                Path.of("it-tests/target/pm2/node_modules").toAbsolutePath(),
                PEER_ROUNDS);
    }
}
