package io.agentropic.it.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * supervisord, pm2 and Erlang beside this supervisor, in turns within one run. Those that are not installed are named with what
 * is missing.
 *
 * @param copies how many programs are started at once
 * @param rivals each supervisor, this one first
 * @param erlang processes a second in each round; empty when Erlang is missing
 */
public record Peers(int copies, List<Rival> rivals, List<Double> erlang) {

    private static final int COPIES = 20;
    private static final int CHILDREN = 50;
    private static final int KILLS = 5;
    private static final int ERLANG_PROCESSES = 200_000;
    private static final long IDLE_SECONDS = 15;
    private static final long SETTLING_MILLIS = 2_000;

    /**
     * Measures.
     *
     * @param programJar what {@link MarkedProgram} lies in
     * @param supervisorJar this supervisor as a program
     * @param modules {@code node_modules} with pm2
     * @param rounds how often they take turns
     */
    public static Peers of(Path programJar, Path supervisorJar, Path modules, int rounds)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("peers");
        try {
            Map<String, Rival> rivals = new LinkedHashMap<>();
            inTurns(directory, programJar, modules, rounds, rivals);
            footprints(directory, programJar, supervisorJar, modules, rivals);
            List<Double> erlang =
                    Erlang.isInstalled() ? Erlang.perSecond(directory, ERLANG_PROCESSES, 2 * rounds) : List.of();
            return new Peers(COPIES, List.copyOf(rivals.values()), erlang);
        } finally {
            remove(directory);
        }
    }

    private static void inTurns(Path directory, Path jar, Path modules, int rounds, Map<String, Rival> rivals)
            throws IOException, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        try {
            peers.add(new Ours(jar, marks(directory, "ours"), COPIES, false));
            peers.add(new Ours(jar, marks(directory, "standby"), COPIES, true));
            if (Installed.has("supervisord")) {
                Path own = Files.createDirectory(directory.resolve("supervisord"));
                peers.add(Supervisord.open(own, command(jar, marks(directory, "supervisord-marks")), COPIES));
            } else {
                rivals.put("supervisord", Rival.missing("supervisord", "the Debian package supervisor"));
            }
            if (Installed.has("node") && Files.isDirectory(modules.resolve("pm2"))) {
                Path own = Files.createDirectory(directory.resolve("pm2"));
                peers.add(Pm2.open(own, modules, command(jar, marks(directory, "pm2-marks")), COPIES));
            } else {
                rivals.put("pm2", Rival.missing("pm2", "node, and the npm package pm2 in " + modules));
            }
            for (int round = 0; round < rounds; round++) {
                for (Peer peer : peers) {
                    turn(peer, directory, rivals.computeIfAbsent(peer.name(), Rival::measured));
                }
            }
        } finally {
            for (Peer peer : peers.reversed()) {
                peer.close();
            }
        }
    }

    private static void turn(Peer peer, Path directory, Rival rival) throws IOException, InterruptedException {
        Marks marks = new Marks(directory.resolve(
                switch (peer) {
                    case Ours ours -> ours.name().equals("ours") ? "ours" : "standby";
                    default -> peer.name() + "-marks";
                }));
        Set<Long> earlier = new HashSet<>(marks.all().keySet());
        long asked = peer.start();
        Map<Long, Long> up = marks.await(COPIES, earlier);
        rival.coldMillis().add((latest(up) - asked) / 1e6);
        Thread.sleep(SETTLING_MILLIS);
        List<Long> victims = up.keySet().stream().limit(KILLS).toList();
        for (long victim : victims) {
            if (peer instanceof Ours ours) {
                ours.awaitReady();
            }
            Set<Long> known = new HashSet<>(marks.all().keySet());
            long killed = System.nanoTime();
            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            rival.revivalMillis().add((latest(marks.await(1, known)) - killed) / 1e6);
            Thread.sleep(SETTLING_MILLIS / 4);
        }
        peer.stop();
    }

    private static long latest(Map<Long, Long> marks) {
        return marks.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private static void footprints(
            Path directory, Path jar, Path supervisorJar, Path modules, Map<String, Rival> rivals)
            throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("daemon"));
        Path marks = marks(directory, "daemon-marks");
        Process daemon = Daemon.start(own, supervisorJar, jar, marks, CHILDREN);
        try {
            new Marks(marks).await(CHILDREN, Set.of());
            note(rivals.get("ours"), daemon.pid());
        } finally {
            daemon.destroy();
            Installed.end(daemon);
        }
        if (measured(rivals, "supervisord")) {
            Path place = Files.createDirectory(directory.resolve("many-s"));
            Path left = marks(directory, "many-s-marks");
            try (Supervisord many = Supervisord.open(place, command(jar, left), CHILDREN)) {
                many.start();
                new Marks(left).await(CHILDREN, Set.of());
                note(rivals.get("supervisord"), many.pid());
            }
        }
        if (measured(rivals, "pm2")) {
            Path place = Files.createDirectory(directory.resolve("many-p"));
            Path left = marks(directory, "many-p-marks");
            try (Pm2 many = Pm2.open(place, modules, command(jar, left), CHILDREN)) {
                many.start();
                new Marks(left).await(CHILDREN, Set.of());
                note(rivals.get("pm2"), many.pid());
            }
        }
    }

    private static boolean measured(Map<String, Rival> rivals, String name) {
        Rival rival = rivals.get(name);
        return rival != null && rival.missing().isEmpty();
    }

    private static void note(@Nullable Rival rival, long pid) throws IOException, InterruptedException {
        Objects.requireNonNull(rival).footprints().add(Footprint.of(pid, CHILDREN, IDLE_SECONDS));
    }

    private static Path marks(Path directory, String name) throws IOException {
        return Files.createDirectory(directory.resolve(name));
    }

    private static List<String> command(Path jar, Path marks) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar.toString(),
                MarkedProgram.class.getName(),
                marks.toString());
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** The table. */
    public String table() {
        return PeerTable.of(this);
    }

    /** The same as JSON. */
    public String json() {
        return PeerTable.json(this);
    }
}
