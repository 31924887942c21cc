package io.agentropic.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.DeafAgent;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Product;
import io.agentropic.it.support.Programs;
import io.agentropic.it.support.Untainted;
import io.agentropic.launch.NamespaceTools;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.namespace.NamespaceProof;
import io.agentropic.namespace.Tool;
import io.agentropic.plan.LevelMeans;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.sandbox.Endpoint;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.sandbox.UidRange;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.ProgramSource;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The levels whose agents are in namespaces of their own, on the kernel of this machine. */
@Tag("host")
@ParameterizedClass
@EnumSource(names = {"PROCESS", "CONTAINER"})
class NamespacesTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final IsolationLevel level;

    NamespacesTest(IsolationLevel level) {
        this.level = level;
    }

    @BeforeEach
    void onlyWhereThisHostHasTheLevel() {
        NamespaceTools tools = NamespaceTools.on(System.getenv("PATH"), LevelMeans.of(UidRange.DEFAULT, false));
        Tool tool = level == IsolationLevel.PROCESS ? tools.bubblewrap() : tools.containerRuntime();
        assumeTrue(tool instanceof Tool.Usable, () -> "this host lacks the level: " + tool);
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
                .isolation(enclosed(config -> config)));

        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertThat(result.lastExit().stdoutTail()).containsExactly("hello");
    }

    @Test
    void anAgentTalksToTheSupervisorFromInside() throws Exception {
        AgentHandle echo = run.started(Programs.agent(EchoAgent.class).isolation(enclosed(config -> config)));

        run.requireAnswers(List.of(echo));
    }

    @Test
    void itsProcessIsKnownByTheHostsNumberAndEnclosedInEveryWay() throws Exception {
        AgentHandle handle = run.started(Programs.child("sleep", "60000").isolation(enclosed(config -> config)));
        long pid = pid(handle);

        assertThat(NamespaceProof.missing(pid, Set.of())).isEmpty();
        assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline"))).contains("WorkerMain");
        int user = (int) Files.getAttribute(Path.of("/proc/" + pid + "/task"), "unix:uid");
        assertThat(Lane.root() ? UidRange.DEFAULT.contains(user) : user != 0).isTrue();
    }

    @Test
    void sigtermReachesIt() throws Exception {
        AgentHandle handle = run.started(Programs.child("hang").isolation(enclosed(config -> config)));

        handle.stop();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.STOPPED);
        assertThat(handle.status().lastExit().code()).isEqualTo(143);
    }

    @Test
    void oneThatIgnoresEverythingIsKilledWithAllThatIsAroundIt() throws Exception {
        AgentHandle handle = run.started(Programs.agent(DeafAgent.class).isolation(enclosed(config -> config)));

        handle.stop(Duration.ofSeconds(1));

        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.FORCED);
    }

    @Test
    void itsExitCodeComesOut() throws Exception {
        AgentResult result = run.result(Programs.child("exit", "7").isolation(enclosed(config -> config)));

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.FAILED);
        assertThat(result.lastExit().code()).isEqualTo(7);
    }

    @Test
    void deathBySignalComesOutToo() throws Exception {
        AgentHandle handle = run.started(Programs.child("hang").isolation(enclosed(config -> config)));
        assertThat(ProcessHandle.of(pid(handle)).orElseThrow().destroyForcibly())
                .isTrue();
        AgentResult result = handle.join(Eventually.GENEROUS);

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.KILLED);
        assertThat(result.lastExit().signal()).isEqualTo(9);
    }

    @Test
    void theDescriptionOfACrashIsKept() throws Exception {
        AgentHandle handle = run.started(Programs.child("hang").isolation(enclosed(config -> config)));
        assertThat(new ProcessBuilder("kill", "-SEGV", Long.toString(pid(handle)))
                        .start()
                        .waitFor())
                .isZero();
        AgentResult result = handle.join(Eventually.GENEROUS);

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.CRASHED);
        assertThat(run.directory().resolve("agents/child/hs_err_1.log"))
                .content()
                .contains("SIGSEGV");
    }

    @Test
    void aThreadDumpCanBeAskedFor() throws Exception {
        AgentHandle handle = run.started(Programs.child("hang").isolation(enclosed(config -> config)));
        assertThat(new ProcessBuilder("kill", "-QUIT", Long.toString(pid(handle)))
                        .start()
                        .waitFor())
                .isZero();

        Path stdout = run.directory().resolve("agents/child/stdout.log");
        Eventually.eventually("the dump is there", () -> text(stdout).contains("JNI global refs"));
    }

    @Test
    void itStandsStillWhilePaused() throws Exception {
        Path writable = given("writable");
        Path ticks = writable.resolve("ticks");
        AgentHandle handle = run.started(
                Programs.child("tick", ticks.toString()).isolation(enclosed(config -> config.writable(writable))));
        Eventually.eventually("it ticks", () -> !text(ticks).isEmpty());

        handle.pause();
        String paused = text(ticks);
        Thread.sleep(300);
        assertThat(text(ticks)).isEqualTo(paused);
        handle.resume();

        Eventually.eventually("it ticks on", () -> !text(ticks).equals(paused));
    }

    @Test
    void filesThatItWasNotGivenAreNotThere() throws Exception {
        Path outside = Files.writeString(given("outside").resolve("file"), "secret");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(tried(
                        config -> config,
                        "try-read",
                        outside.toString(),
                        "then",
                        "try-read",
                        "/etc/shadow",
                        "then",
                        "try-list",
                        "/sys/fs/cgroup",
                        "then",
                        "try-list",
                        "/root",
                        "then",
                        "try-exec",
                        "/usr/bin/id",
                        "then",
                        "try-write",
                        "/etc/new",
                        "then",
                        "try-write",
                        "/new"))
                .containsExactly(
                        "read: refused",
                        "read: refused",
                        "list: refused",
                        "list: refused",
                        "exec: refused",
                        "write: refused",
                        "write: refused");
        assertThat(outside).hasContent("secret");
    }

    @Test
    void filesThatItWasGivenAreThere() throws Exception {
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
                        "try-chmod",
                        readable.toString(),
                        "then",
                        "try-write",
                        writable.resolve("new").toString()))
                .containsExactly("read: done", "write: refused", "chmod: refused", "write: done");
        assertThat(writable.resolve("new")).hasContent("written");
        assertThat(readable).hasContent("for all");
    }

    @Test
    void itsTemporaryDirectoryIsItsOwnAndHasASize() throws Exception {
        List<String> lines = tried(config -> config.tmpSize(DataSize.mebibytes(3)), "fill", "/tmp/fill");

        assertThat(lines).singleElement().asString().startsWith("refused after 3145728 bytes: No space left on device");
        assertThat(Path.of("/tmp/fill")).doesNotExist();
    }

    @Test
    void withoutNetworkThereIsNone() throws Exception {
        assertThat(tried(config -> config, "try-loopback", "then", "try-udp"))
                .containsExactly("loopback: refused", "udp: refused");
    }

    @Test
    void itsLoopbackIsItsOwn() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(tried(
                            config -> config.network(new NetworkAccess.Loopback()),
                            "try-loopback",
                            "then",
                            "try-udp",
                            "then",
                            "try-connect",
                            Integer.toString(server.getLocalPort())))
                    .containsExactly("loopback: done", "udp: done", "connect: refused");
        }
    }

    @Test
    void theHostsNetworkIsThereForTheAsking() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(tried(
                            config -> config.network(new NetworkAccess.Host()),
                            "try-connect",
                            Integer.toString(server.getLocalPort())))
                    .containsExactly("connect: done");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "*"})
    void aPartOfTheNetworkIsAllThatIsReachedAndWhereNothingHoldsItToThatItIsRefused(String host) throws Exception {
        if (Lane.holdsAddresses()) {
            onlyWhatIsAllowedIsReached(host);
        } else {
            aPartOfTheNetworkIsRefusedByNameAndNothingIsMade();
        }
    }

    private void onlyWhatIsAllowedIsReached(String host) throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket allowed = new ServerSocket(0, 5, here);
                ServerSocket other = new ServerSocket(0, 5, here)) {
            Endpoint only = Endpoint.parse(host + ":" + allowed.getLocalPort());
            assertThat(tried(
                            config -> config.network(new NetworkAccess.Restricted(List.of(only))),
                            "try-connect",
                            Integer.toString(allowed.getLocalPort()),
                            "then",
                            "try-connect",
                            Integer.toString(other.getLocalPort())))
                    .containsExactly("connect: done", "connect: refused");
        }
    }

    private void aPartOfTheNetworkIsRefusedByNameAndNothingIsMade() {
        AgentSpec.Builder spec = Programs.child("print", "never")
                .isolation(enclosed(config ->
                        config.network(new NetworkAccess.Restricted(List.of(Endpoint.parse("example.org:443"))))));
        assertThatThrownBy(() -> run.spawn(spec))
                .isInstanceOf(LimitUnavailableException.class)
                .hasMessageContainingAll("isolation '" + level.word() + "'", "'network: restricted'");
        assertThat(run.directory().resolve("private")).isEmptyDirectory();
    }

    @Test
    void limitsOfTheProcessHoldInside() throws Exception {
        AgentResult result = run.result(Programs.child("files")
                .isolation(IsolationConfig.builder()
                        .level(level)
                        .limits(ResourceLimits.builder().openFiles(64).build())
                        .build()));

        assertThat(result.lastExit().limits()).singleElement().satisfies(limit -> {
            assertThat(limit.effective()).isEqualTo(64L);
            assertThat(limit.enforced()).isTrue();
        });
        assertThat(result.lastExit().stdoutTail())
                .singleElement()
                .asString()
                .matches("refused after [3-6][0-9] files: .*Too many open files.*");
    }

    private List<String> tried(UnaryOperator<SandboxConfig.Builder> config, String... command) throws Exception {
        AgentResult result = run.result(Programs.child(command).isolation(enclosed(config)));
        assertThat(result.succeeded()).as(result.toString()).isTrue();
        return result.lastExit().stdoutTail();
    }

    private IsolationConfig enclosed(UnaryOperator<SandboxConfig.Builder> config) {
        return IsolationConfig.builder()
                .level(level)
                .sandbox(config.apply(SandboxConfig.builder()).build())
                .build();
    }

    /** A directory that everybody may use. */
    private Path given(String name) throws IOException {
        Path scratch = run.scratch();
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path directory = Files.createDirectories(scratch.resolve(name));
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long pid(AgentHandle handle) {
        Long pid = handle.status().pid();
        if (pid == null) {
            throw new AssertionError(handle.name() + " has no process");
        }
        return pid;
    }
}
