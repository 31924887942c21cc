package io.agentropic.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.health.Finding;
import io.agentropic.health.Outcome;
import io.agentropic.process.ProcessStat;
import io.agentropic.process.ProcessTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChecksTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK, SUCCESS",
        "HTTP/1.0 204, SUCCESS",
        "HTTP/1.1 302 Found, SUCCESS",
        "HTTP/1.1 400 Bad Request, FAILURE",
        "HTTP/1.1 503 Service Unavailable, FAILURE",
        "SSH-2.0-OpenSSH_9.6, FAILURE",
        "'', FAILURE"
    })
    void theStatusLineDecides(String statusLine, Outcome outcome) throws Exception {
        try (ServerSocket server = local()) {
            CompletableFuture<String> request = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> answer(server, statusLine, request));
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/health?deep=1");

            assertThat(new HttpCheck(url).look().outcome()).isEqualTo(outcome);
            assertThat(request.get(30, TimeUnit.SECONDS))
                    .startsWith("GET /health?deep=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n");
        }
    }

    @Test
    void aRefusedConnectionIsABadAnswer() throws Exception {
        int port;
        try (ServerSocket closed = local()) {
            port = closed.getLocalPort();
        }

        Finding http = new HttpCheck(URI.create("http://127.0.0.1:" + port)).look();
        Finding tcp = new TcpCheck("127.0.0.1", port).look();
        assertThat(http.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(http.silent()).isFalse();
        assertThat(tcp.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(tcp.detail()).contains("127.0.0.1:" + port);
    }

    @Test
    void aUnixSocketIsWellWhileSomebodyListens() throws Exception {
        Path path = directory.resolve("agent.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            assertThat(new UnixCheck(path).look().outcome()).isEqualTo(Outcome.SUCCESS);

            Path link = Files.createSymbolicLink(directory.resolve("link.sock"), path);
            assertThat(new UnixCheck(link).look())
                    .isEqualTo(Finding.bad(link + " is a symbolic link, which is not followed"));
        }
        assertThat(new UnixCheck(path).look().outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(new UnixCheck(directory.resolve("none")).look().outcome()).isEqualTo(Outcome.FAILURE);
    }

    @ParameterizedTest(name = "{0}: modified at {1} s is {3}, as a sign that it has come up {4}")
    @CsvSource({
        "old file of an earlier life, 90, 129, SUCCESS, FAILURE",
        "the same and too late, 90, 131, FAILURE, FAILURE",
        "in this life before a pause, 110, 129, SUCCESS, SUCCESS",
        "lately, 125, 131, SUCCESS, SUCCESS",
        "too long ago, 125, 146, FAILURE, FAILURE",
        "a clock that is ahead, 200, 146, SUCCESS, SUCCESS",
    })
    void aFileIsWellWhileItIsModifiedInTime(String which, long modified, long now, Outcome liveness, Outcome readiness)
            throws Exception {
        Path file = Files.createFile(directory.resolve("alive"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(modified)));
        // The life began at 100 s, and was looked at from 110 s on.
        var times = new Checks.Times(
                () -> Instant.ofEpochSecond(now), Instant.ofEpochSecond(100), Instant.ofEpochSecond(110));
        Duration maxAge = Duration.ofSeconds(20);

        assertThat(FileCheck.ofLiveness(file, maxAge, times).look().outcome())
                .as(which)
                .isEqualTo(liveness);
        assertThat(FileCheck.ofThisLife(file, maxAge, times).look().outcome())
                .as(which)
                .isEqualTo(readiness);
    }

    @Test
    void aFileThatIsMissingIsForgivenForOnePeriodOfLifeOnly() throws Exception {
        Path none = directory.resolve("none");
        Instant began = Instant.ofEpochSecond(100);
        Duration maxAge = Duration.ofSeconds(20);

        assertThat(FileCheck.ofLiveness(none, maxAge, new Checks.Times(() -> began.plusSeconds(20), began, began))
                        .look()
                        .outcome())
                .isEqualTo(Outcome.SUCCESS);
        Finding late = FileCheck.ofLiveness(none, maxAge, new Checks.Times(() -> began.plusSeconds(21), began, began))
                .look();
        assertThat(late).isEqualTo(Finding.silence(none + " was not modified for 21.0 s"));
        assertThat(FileCheck.ofThisLife(none, maxAge, new Checks.Times(() -> began, began, began))
                        .look())
                .isEqualTo(Finding.bad(none + " does not exist"));
    }

    @Test
    void anEndlessStatusLineIsCut() throws Exception {
        try (ServerSocket server = local()) {
            Thread.ofVirtual().start(() -> answer(server, "x".repeat(100_000), new CompletableFuture<>()));

            assertThat(new HttpCheck(URI.create("http://127.0.0.1:" + server.getLocalPort())).look())
                    .satisfies(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.FAILURE))
                    .satisfies(finding -> assertThat(finding.detail()).hasSizeLessThanOrEqualTo(300));
        }
    }

    @Test
    void aLookAtAServerThatSaysNothingCanBeGivenUp() throws Exception {
        try (ServerSocket silent = local()) {
            HttpCheck check = new HttpCheck(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            FutureTask<Finding> look = new FutureTask<>(check::look);
            Thread looking = Thread.ofVirtual().start(look);
            try (Socket _ = silent.accept()) {
                looking.interrupt();
                looking.join();
            }

            assertThat(look.state()).isEqualTo(FutureTask.State.FAILED);
            assertThat(look.exceptionNow()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void anOpenPortIsWell() throws Exception {
        try (ServerSocket server = local()) {
            assertThat(new TcpCheck("127.0.0.1", server.getLocalPort()).look().outcome())
                    .isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void theExitCodeOfACommandDecides() throws Exception {
        assertThat(shell("echo fine").look()).isEqualTo(Finding.well("/bin/sh ended with exit code 0: fine"));
        assertThat(shell("echo no disk >&2; exit 3").look())
                .isEqualTo(Finding.bad("/bin/sh ended with exit code 3: no disk"));
        assertThat(output()).doesNotExist();
    }

    @Test
    void aCommandSeesTheAgentsEnvironmentAndNothingElse() throws Exception {
        assertThat(shell("test \"$KEY\" = value && test -z \"$HOME\"").look().outcome())
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aCommandThatCannotBeRunSaysNothingAboutTheAgent() {
        ExecCheck check =
                new ExecCheck(List.of("/bin/true"), Map.of(), directory.resolve("missing"), output(), "test/missing/1");

        assertThatThrownBy(check::look).isInstanceOf(CheckFailedException.class).hasMessageContaining("/bin/true");
    }

    @Test
    void aCommandThatFloodsIsEnded() throws Exception {
        assertThat(shell("exec cat /dev/zero").look().detail()).contains("more than 1 MiB");
        assertThat(output()).doesNotExist();
    }

    @Test
    void aCommandGivenUpIsKilledWithItsTree() throws Exception {
        ExecCheck check = shell("setsid sleep 987 & sleep 987");
        FutureTask<Finding> look = new FutureTask<>(check::look);
        Thread looking = Thread.ofVirtual().start(look);
        await(() -> sleepers() == 2);
        looking.interrupt();
        looking.join();

        await(() -> sleepers() == 0);
        assertThat(output()).doesNotExist();
    }

    @Test
    void whatACommandLeavesBehindIsKilled() throws Exception {
        assertThat(shell("setsid sleep 987 & exit 0").look().outcome()).isEqualTo(Outcome.SUCCESS);

        await(() -> sleepers() == 0);
    }

    private ExecCheck shell(String script) {
        return new ExecCheck(
                List.of("/bin/sh", "-c", script),
                Map.of("KEY", "value", "PATH", String.valueOf(System.getenv("PATH"))),
                null,
                output(),
                marker());
    }

    private String marker() {
        return "test" + directory.getFileName() + "/probe/1";
    }

    private Path output() {
        return directory.resolve("probe.out");
    }

    private long sleepers() {
        return ProcessTable.LIVE.list().stream()
                .filter(stat -> stat.command().equals("sleep") && !stat.ended())
                .map(ProcessStat::pid)
                .filter(pid -> ProcessTable.LIVE
                        .environment(pid)
                        .flatMap(started -> started.value(io.agentropic.fence.Fences.MARKER_VARIABLE))
                        .filter(marker()::equals)
                        .isPresent())
                .count();
    }

    private static void await(java.util.function.BooleanSupplier fact) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 30 s").isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static ServerSocket local() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void answer(ServerSocket server, String statusLine, CompletableFuture<String> request) {
        try (Socket client = server.accept()) {
            byte[] asked = new byte[1_024];
            int length = client.getInputStream().read(asked);
            request.complete(new String(asked, 0, length, StandardCharsets.US_ASCII));
            client.getOutputStream().write((statusLine + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            request.completeExceptionally(e);
        }
    }
}
