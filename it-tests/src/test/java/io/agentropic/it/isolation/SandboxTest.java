package io.agentropic.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.exit.ExitCause;
import io.agentropic.host.HostProbe;
import io.agentropic.host.LevelCapability;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Product;
import io.agentropic.it.support.Programs;
import io.agentropic.it.support.Untainted;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.sandbox.Endpoint;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.sandbox.UidRange;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.ProgramSource;
import io.agentropic.status.AgentResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The level {@code sandbox} on the kernel of this machine. */
@Tag("host")
class SandboxTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @BeforeEach
    void onlyWhereThisHostHasTheLevel() {
        assumeTrue(
                HostProbe.probe().levels().stream()
                        .filter(level -> level.level().equals("sandbox"))
                        .anyMatch(LevelCapability::available),
                "this host lacks the level: see 'doctor'");
    }

    @AfterEach
    void noThreadOfTheSupervisorIsConfined() throws InterruptedException {
        Untainted.await();
    }

    @Test
    void anUnmodifiedJarRunsInside() throws Exception {
        AgentResult result = run.result(AgentSpec.of("jar", new ProgramSource.ExecutableJar(Product.agentsJar()))
                .args("print", "hello")
                .jvm(Programs.small())
                .supervision(Programs.ONCE)
                .isolation(sandbox(config -> config)));

        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertThat(result.lastExit().stdoutTail()).containsExactly("hello");
    }

    @Test
    void anAgentTalksToTheSupervisorFromInside() throws Exception {
        AgentHandle echo = run.started(Programs.agent(EchoAgent.class).isolation(sandbox(config -> config)));

        run.requireAnswers(List.of(echo));
    }

    @Test
    void filesThatItWasNotGivenAreOutOfReach() throws Exception {
        Path outside =
                Files.writeString(Files.createDirectories(given("outside")).resolve("file"), "secret");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(tried(
                        config -> config,
                        "try-read",
                        outside.toString(),
                        "then",
                        "try-write",
                        outside.toString(),
                        "then",
                        "try-list",
                        "/",
                        "then",
                        "try-list",
                        run.directory().toString(),
                        "then",
                        "try-exec",
                        "/usr/bin/id"))
                .containsExactly("read: refused", "write: refused", "list: refused", "list: refused", "exec: refused");
        assertThat(outside).hasContent("secret");
    }

    @Test
    void filesThatItWasGivenAreInReach() throws Exception {
        Path readable = Files.writeString(given("readable").resolve("file"), "for all");
        Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path writable = given("writable");

        assertThat(tried(
                        config -> config.readable(readable).writable(writable),
                        "try-read",
                        readable.toString(),
                        "then",
                        "try-write",
                        readable.toString(),
                        "then",
                        "try-write",
                        writable.resolve("new").toString()))
                .containsExactly("read: done", "write: refused", "write: done");
        assertThat(writable.resolve("new")).hasContent("written");
    }

    @Test
    void attributesOfFilesAreSetByTheirOwnerOnlyWhereThatIsTheAgent() throws Exception {
        Path readable = Files.writeString(given("readable").resolve("file"), "mine");
        Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(tried(config -> config.readable(readable), "try-chmod", readable.toString()))
                .containsExactly("chmod: refused");
        assertThat(Files.getPosixFilePermissions(readable)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void itsTemporaryFilesAreItsOwnAndGoWithIt() throws Exception {
        List<String> lines = tried(config -> config, "try-tmp");

        assertThat(lines).hasSize(2).last().isEqualTo("tmp: done");
        Path file = Path.of(lines.getFirst());
        assertThat(file.toString())
                .startsWith(run.directory().resolve("private").toString());
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void withoutNetworkThereIsNone() throws Exception {
        try (ServerSocket server = server()) {
            assertThat(tried(
                            config -> config,
                            "try-connect",
                            Integer.toString(server.getLocalPort()),
                            "then",
                            "try-listen",
                            "then",
                            "try-udp"))
                    .containsExactly("connect: refused", "listen: refused", "udp: refused");
        }
    }

    @Test
    void onlyThePortsThatWereAllowedAreConnectedTo() throws Exception {
        try (ServerSocket allowed = server();
                ServerSocket other = server()) {
            assertThat(tried(
                            config -> config.network(new NetworkAccess.Restricted(
                                    List.of(new Endpoint(Endpoint.ANY_HOST, allowed.getLocalPort())))),
                            "try-connect",
                            Integer.toString(allowed.getLocalPort()),
                            "then",
                            "try-connect",
                            Integer.toString(other.getLocalPort()),
                            "then",
                            "try-listen",
                            "then",
                            "try-udp"))
                    .containsExactly("connect: done", "connect: refused", "listen: refused", "udp: refused");
        }
    }

    @Test
    void theHostsNetworkIsThereForTheAsking() throws Exception {
        try (ServerSocket server = server()) {
            assertThat(tried(
                            config -> config.network(new NetworkAccess.Host()),
                            "try-connect",
                            Integer.toString(server.getLocalPort()),
                            "then",
                            "try-listen",
                            "then",
                            "try-udp"))
                    .containsExactly("connect: done", "listen: done", "udp: done");
        }
    }

    @Test
    void onlyTheHostThatItMayReachIsReachedAndWhereNothingHoldsItToAddressesThatIsRefused() throws Exception {
        if (Lane.holdsAddresses()) {
            onlyTheAllowedAddressIsReached();
        } else {
            anAddressIsRefusedByNameAndNothingIsMade();
        }
    }

    private void onlyTheAllowedAddressIsReached() throws Exception {
        try (ServerSocket allowed = server();
                ServerSocket other = server()) {
            assertThat(tried(
                            config -> config.network(new NetworkAccess.Restricted(
                                    List.of(Endpoint.parse("127.0.0.1:" + allowed.getLocalPort())))),
                            "try-connect",
                            Integer.toString(allowed.getLocalPort()),
                            "then",
                            "try-connect",
                            Integer.toString(other.getLocalPort())))
                    .containsExactly("connect: done", "connect: refused");
        }
    }

    private void anAddressIsRefusedByNameAndNothingIsMade() {
        AgentSpec.Builder spec = Programs.child("print", "never")
                .isolation(sandbox(config ->
                        config.network(new NetworkAccess.Restricted(List.of(Endpoint.parse("example.org:443"))))));

        assertThatThrownBy(() -> run.spawn(spec))
                .isInstanceOf(LimitUnavailableException.class)
                .hasMessageContainingAll("isolation 'sandbox'", "'network: restricted' with hosts", "addresses");
        assertThat(run.directory().resolve("agents/child")).doesNotExist();
        assertThat(run.directory().resolve("private")).isEmptyDirectory();
    }

    @Test
    void theSupervisorsOwnFilesAreNotGivenAway() throws Exception {
        assertThatThrownBy(() -> run.spawn(Programs.child("print", "never")
                        .isolation(sandbox(
                                config -> config.readable(run.directory().getParent())))))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("where the supervisor keeps its own files");
    }

    @Test
    void limitsOfTheProcessHoldInside() throws Exception {
        AgentResult result = run.result(Programs.child("try-open")
                .isolation(IsolationConfig.builder()
                        .level(IsolationLevel.SANDBOX)
                        .limits(ResourceLimits.builder().openFiles(64).build())
                        .build()));

        assertThat(result.lastExit().limits()).singleElement().satisfies(limit -> {
            assertThat(limit.effective()).isEqualTo(64L);
            assertThat(limit.enforced()).isTrue();
        });
        assertThat(result.lastExit().stdoutTail()).containsExactly("open: refused");
    }

    @Test
    void underRootEachAgentIsAUserOfItsOwn() throws Exception {
        int first =
                userOf(run.started(Programs.child("sleep", "60000").name("one").isolation(sandbox(config -> config))));
        int second =
                userOf(run.started(Programs.child("sleep", "60000").name("two").isolation(sandbox(config -> config))));

        if (Lane.root()) {
            assertThat(first).isNotEqualTo(second);
            assertThat(List.of(first, second)).allMatch(UidRange.DEFAULT::contains);
        } else {
            assertThat(List.of(first, second))
                    .containsOnly(uid(ProcessHandle.current().pid()));
        }
    }

    @Test
    void theDescriptionOfACrashIsKept() throws Exception {
        AgentHandle handle = run.started(Programs.child("sleep", "60000").isolation(sandbox(config -> config)));
        Process signal = new ProcessBuilder("kill", "-SEGV", Long.toString(pid(handle))).start();
        assertThat(signal.waitFor()).isZero();
        AgentResult result = handle.join(Eventually.GENEROUS);

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.CRASHED);
        Path kept = run.directory().resolve("agents/child/hs_err_1.log");
        assertThat(kept).content().contains("SIGSEGV");
    }

    @Test
    void itIsStartedAgainWithNothingOfItsFormerLife() throws Exception {
        AgentHandle handle = run.started(Programs.child("sleep", "60000")
                .supervision(Programs.supervision(RestartPolicy.ALWAYS).build())
                .isolation(sandbox(config -> config)));
        long former = pid(handle);
        assertThat(ProcessHandle.of(former).orElseThrow().destroyForcibly()).isTrue();

        Eventually.eventually(
                "it runs again",
                () -> handle.status().incarnation() == 2 && handle.status().pid() != null);
        handle.awaitStarted(Eventually.GENEROUS);
        Eventually.eventually(
                "nothing of its former life is there",
                () -> directories().stream()
                        .filter(name -> name.startsWith("child-"))
                        .allMatch("child-2"::equals));
        handle.stop();
    }

    private List<String> directories() {
        try (Stream<Path> left = Files.list(run.directory().resolve("private"))) {
            return left.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> tried(UnaryOperator<SandboxConfig.Builder> config, String... command) throws Exception {
        AgentResult result = run.result(Programs.child(command).isolation(sandbox(config)));
        assertThat(result.succeeded()).as(result.toString()).isTrue();
        return result.lastExit().stdoutTail();
    }

    private static IsolationConfig sandbox(UnaryOperator<SandboxConfig.Builder> config) {
        return IsolationConfig.builder()
                .level(IsolationLevel.SANDBOX)
                .sandbox(config.apply(SandboxConfig.builder()).build())
                .build();
    }

    /** A directory that everybody may use. */
    private Path given(String name) throws IOException {
        Path scratch = run.scratch();
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path directory = Files.createDirectories(scratch.resolve(name));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        return directory;
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static int userOf(AgentHandle handle) throws IOException {
        return uid(pid(handle));
    }

    private static int uid(long pid) throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/" + pid + "/task"), "unix:uid");
    }

    private static long pid(AgentHandle handle) {
        Long pid = handle.status().pid();
        if (pid == null) {
            throw new AssertionError(handle.name() + " has no process");
        }
        return pid;
    }
}
