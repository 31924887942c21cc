package io.agentropic.it.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitReport;
import io.agentropic.it.siege.LevelsHere;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Product;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.status.AgentResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ordinary programs do inside each fence what they do outside, with each collector. */
@Tag("host")
class CompatibilityTest {

    private static final List<String> COLLECTORS = List.of("Serial", "G1", "Z");

    /**
     * What sets modes and times of files. Landlock does not govern that: where the agent shares the supervisor's user it
     * is refused, as the user owns more than the agent's own files.
     */
    private static final Set<String> SET_ATTRIBUTES = Set.of("file-attributes", "zip-file");

    @RegisterExtension
    final CleanRun run = new CleanRun();

    /** Each collector where calls are filtered or names hidden from the JVM itself; one at the levels beside those. */
    static Stream<Arguments> levelsAndCollectors() {
        return LevelsHere.all().stream()
                .flatMap(level -> collectors(level).stream().map(collector -> Arguments.of(level, collector)));
    }

    private static List<String> collectors(IsolationLevel level) {
        boolean each = level == IsolationLevel.SANDBOX || level == IsolationLevel.PROCESS;
        return each ? COLLECTORS : COLLECTORS.subList(0, 1);
    }

    @ParameterizedTest
    @MethodSource("levelsAndCollectors")
    void everythingOrdinaryWorks(IsolationLevel level, String collector) throws Exception {
        AgentResult result = run.result(AgentSpec.of(
                        "ordinary",
                        new ProgramSource.MainClass(OrdinaryProgram.class.getName(), List.of(Product.agentsJar())))
                .jvm(jvm(collector))
                .supervision(Programs.ONCE)
                .isolation(isolation(level, own(), Product.agentsJar())));

        ExitReport end = Objects.requireNonNull(result.lastExit());
        assertThat(end.stdoutTail())
                .as(String.join("\n", end.stderrTail()))
                .filteredOn(line -> line.startsWith("ok "))
                .containsExactlyElementsOf(OrdinaryProgram.names().stream()
                        .filter(name -> !refused(level, name))
                        .map(name -> "ok " + name)
                        .toList());
        assertThat(end.stdoutTail())
                .filteredOn(line -> line.startsWith("failed "))
                .allSatisfy(line -> assertThat(line).contains("Operation not permitted"));
    }

    @ParameterizedTest
    @MethodSource("levelsAndCollectors")
    void aLargeProgramOfOthersRunsUnchanged(IsolationLevel level, String collector) throws Exception {
        Path own = own();
        Path worker = Product.root().resolve("worker-launcher/target/agentropic-worker.jar");
        AgentResult result = run.result(AgentSpec.of(
                        "decompiler",
                        new ProgramSource.ExecutableJar(Product.root().resolve("it-tests/target/apps/cfr.jar")))
                .args(worker.toString(), "--outputdir", own.toString(), "--silent", "true")
                .jvm(jvm(collector))
                .supervision(Programs.ONCE)
                .isolation(isolation(level, own, worker)));

        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertThat(own.resolve("io/agentropic/worker/WorkerMain.java"))
                .content()
                .contains("class WorkerMain");
    }

    private static boolean refused(IsolationLevel level, String workload) {
        return level == IsolationLevel.SANDBOX && !Lane.root() && SET_ATTRIBUTES.contains(workload);
    }

    private static JvmConfig jvm(String collector) {
        return new JvmConfig(null, List.of("-XX:+Use" + collector + "GC"), DataSize.mebibytes(128));
    }

    private Path own() throws Exception {
        Path own = Files.createDirectories(run.scratch().resolve("own"));
        return Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static IsolationConfig isolation(IsolationLevel level, Path own, Path readable) {
        SandboxConfig sandbox = level.confines()
                ? SandboxConfig.builder()
                        .writable(own)
                        .readable(readable)
                        .network(withLoopback(level))
                        .build()
                : SandboxConfig.DEFAULT;
        return new IsolationConfig(level, ResourceLimits.NONE, sandbox);
    }

    /** As little of the network as has loopback here: without rules on addresses a sandbox has all of it or none. */
    private static NetworkAccess withLoopback(IsolationLevel level) {
        return level == IsolationLevel.SANDBOX && !Lane.holdsAddresses()
                ? new NetworkAccess.Host()
                : new NetworkAccess.Loopback();
    }
}
