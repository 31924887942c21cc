package io.agentropic.fence;

import static io.agentropic.fence.Children.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.Missing;
import io.agentropic.confine.Sandbox;
import io.agentropic.confine.Surroundings;
import io.agentropic.landlock.LandlockAbi;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spawn.ConfinedSpawn;
import io.agentropic.spawn.LandlockRuleset;
import io.agentropic.spawn.SpawnedChild;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits of connections and rules on addresses around a child in the sandbox. */
@Tag("host")
@Timeout(120)
final class ConfinedSocketsTest {

    private static final String PROGRAM = "io.agentropic.network.SocketUser";

    private final String runId = UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @TempDir
    Path directory;

    @BeforeEach
    void childrenCanBeConfined() {
        assumeThat(ConfinedSpawn.isSupported() && LandlockRuleset.abi().has(LandlockAbi.TRUNCATE))
                .isTrue();
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        eventually(
                "the threads that answer have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("agentropic-sockets-")));
    }

    /** What the program answers to {@code commands}, line by line. */
    private List<String> answers(Fences fences, FenceRequest request, List<String> commands) throws Exception {
        Fence fence = fences.prepare(request);
        try {
            Path out = directory.resolve("out");
            SpawnedChild child = start(fences, request, fence, out);
            fence.enclose(child.pid());
            child.writeAndClose(("go\n" + String.join("\n", commands) + "\n").getBytes(StandardCharsets.UTF_8));
            child.onExit().join();
            assertThat(fence.limits()).allMatch(LimitReport::enforced);
            return Files.readAllLines(out);
        } finally {
            fence.kill();
            assertThat(fence.awaitEmpty(Duration.ofSeconds(20))).isTrue();
            fence.close();
        }
    }

    /** Why sockets were refused, as the program saw it. */
    private String refusals() {
        try {
            return Files.readString(directory.resolve("err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpawnedChild start(Fences fences, FenceRequest request, Fence fence, Path out) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        List<Path> classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isDirectory)
                .toList();
        SandboxConfig config =
                SandboxConfig.builder().network(request.network()).build();
        Path own = Files.createDirectories(directory.resolve("private"));
        Path socket = Files.writeString(directory.resolve("socket"), "");
        var sandbox = new Sandbox(config, new Surroundings(home, classes, own, socket, null), null);
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "read -r _ && exec \"$@\"",
                "sh",
                home.resolve("bin/java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(
                        File.pathSeparator, classes.stream().map(Path::toString).toList()),
                PROGRAM);
        return sandbox.start(
                command,
                Map.of(Fences.MARKER_VARIABLE, fences.marker(request)),
                out,
                directory.resolve("err"),
                fence.sockets().map(SocketAsking::filter),
                listener -> fence.sockets().ifPresent(asking -> asking.begin(listener)));
    }

    private static FenceRequest request(ResourceLimits.Builder limits, NetworkAccess network) {
        return FenceRequest.of("tested", 1, limits.build(), Enforcement.STRICT).confinedTo(network);
    }

    @Test
    void withoutControlGroupsTheSupervisorIsAskedForEachSocket() throws Exception {
        try (Fences fences = Fences.open(runId, new CgroupAccess.Unavailable(new Missing("this is a test", "None")))) {
            FenceRequest request = request(ResourceLimits.builder().connections(6), new NetworkAccess.Host());
            assertThat(answers(fences, request, List.of("tcp 9", "close 2", "udp 9", "race 64 2", "close 6", "tcp 9")))
                    .as(this::refusals)
                    .containsExactly("ready", "opened 6", "closed 2", "opened 2", "opened 0", "closed 6", "opened 6");
        }
    }

    @Test
    void whatHoldsConnectionsHoldsThemInTheSandboxToo() throws Exception {
        try (Fences fences = Fences.open(runId)) {
            FenceRequest request = request(ResourceLimits.builder().connections(6), new NetworkAccess.Host());
            assertThat(answers(fences, request, List.of("tcp 9", "close 2", "tcp 9")))
                    .as(this::refusals)
                    .containsExactly("ready", "opened 6", "closed 2", "opened 2");
        }
    }

    @Test
    void aNetworkOfLoopbackIsHeldToItsAddresses() throws Exception {
        try (Fences fences = Fences.open(runId)) {
            assumeThat(fences.holdsAddresses()).isTrue();
            FenceRequest request = request(ResourceLimits.builder(), new NetworkAccess.Loopback());
            assertThat(answers(fences, request, List.of("serve 2", "connect 192.0.2.1 80", "send 192.0.2.1 53")))
                    .containsExactly("ready", "answered 2", "Operation not permitted", "Operation not permitted");
        }
    }
}
