package io.agentropic.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Program;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChildCommandTest {

    private static final ResolvedProgram PROGRAM = new ResolvedProgram(
            new InspectedProgram(
                    new Program.MainClass("a.Main"),
                    List.of(Path.of("/app/a.jar"), Path.of("/app/lib/b.jar")),
                    List.of("--enable-native-access=ALL-UNNAMED")),
            new JavaHome(Path.of("/jvm"), Path.of("/jvm/bin/java"), 21));

    @Test
    void withoutLimitsTheJvmSizesItself() {
        assertThat(command(ResourceLimits.builder().build(), JvmConfig.DEFAULT))
                .containsExactly(
                        "/jvm/bin/java",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/run/agents/a/hs_err_1.log",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-Dagentropic.agent=a",
                        "-cp",
                        "/run/worker.jar:/app/a.jar:/app/lib/b.jar",
                        "io.agentropic.worker.WorkerMain",
                        "/run/workers.sock",
                        "a.Main");
    }

    @Test
    void withLimitsTheJvmIsToldOfThemThenTheUsersOptionsThenTheHardening() {
        ResourceLimits limits = ResourceLimits.builder()
                .memory(DataSize.mebibytes(256))
                .cpu(1.5)
                .build();
        assertThat(command(limits, new JvmConfig(null, List.of("-Xss512k", "-Da=b c"), DataSize.mebibytes(100))))
                .containsExactly(
                        "/jvm/bin/java",
                        "-Xmx100m",
                        "-Xms8m",
                        "-XX:MaxDirectMemorySize=256m",
                        "-XX:MaxMetaspaceSize=64m",
                        "-XX:ReservedCodeCacheSize=32m",
                        "-XX:ActiveProcessorCount=2",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xss512k",
                        "-Da=b c",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/run/agents/a/hs_err_1.log",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-Dagentropic.agent=a",
                        "-cp",
                        "/run/worker.jar:/app/a.jar:/app/lib/b.jar",
                        "io.agentropic.worker.WorkerMain",
                        "/run/workers.sock",
                        "a.Main");
    }

    @Test
    void theUsersCollectorWins() {
        assertThat(command(ResourceLimits.builder().build(), new JvmConfig(null, List.of("-XX:+UseZGC"), null)))
                .contains("-XX:+UseZGC")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void aLargeJvmChoosesItsCollector(long gibibytes) {
        ResourceLimits large =
                ResourceLimits.builder().memory(DataSize.gibibytes(gibibytes)).build();
        assertThat(command(large, JvmConfig.DEFAULT)).doesNotContain("-XX:+UseSerialGC");
    }

    private static List<String> command(ResourceLimits limits, JvmConfig jvm) {
        AgentSpec spec = AgentSpec.of("a", new ProgramSource.MainClass("a.Main", List.of()))
                .args(List.of("not on the command line"))
                .isolation(new IsolationConfig(IsolationLevel.RESOURCE_LIMITS, limits))
                .jvm(jvm)
                .build();
        return ChildCommand.of(
                Launch.of(spec, PROGRAM),
                Path.of("/run/worker.jar"),
                Optional.empty(),
                Path.of("/run/workers.sock"),
                Lodging.open(Path.of("/run/agents/a/hs_err_1.log")));
    }
}
