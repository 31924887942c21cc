package io.agentropic.it.isolation;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits of agents in namespaces, on a kernel that holds them. */
@Tag("cgroup")
@ParameterizedClass
@EnumSource(names = {"PROCESS", "CONTAINER"})
class NamespacedLimitsTest {

    private static final DataSize MEMORY = DataSize.mebibytes(128);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final IsolationLevel level;

    NamespacedLimitsTest(IsolationLevel level) {
        this.level = level;
    }

    private IsolationConfig limited(ResourceLimits.Builder limits) {
        return IsolationConfig.builder()
                .level(level)
                .limits(limits.build())
                .sandbox(SandboxConfig.builder()
                        .tmpSize(DataSize.mebibytes(256))
                        .readable(Path.of("/usr/bin"))
                        .build())
                .build();
    }

    private ExitReport end(AgentSpec.Builder spec) throws Exception {
        return Objects.requireNonNull(run.result(spec).lastExit());
    }

    @Test
    void whatIsInItsTemporaryDirectoryCountsAsItsMemory() throws Exception {
        ExitReport end = end(Programs.child("fill", "/tmp/fill")
                .isolation(limited(ResourceLimits.builder().memory(DataSize.mebibytes(80)))));

        assertThat(end.cause()).isEqualTo(ExitCause.OOM_KILLED);
    }

    @Test
    void aMemoryHogIsKilledAloneWithTheEvidenceInItsReport() throws Exception {
        AgentHandle bystander = run.started(Programs.agent(EchoAgent.class));
        ExitReport end = end(Programs.child("direct", "400")
                .jvm(new JvmConfig(null, List.of("-XX:MaxDirectMemorySize=1g"), DataSize.mebibytes(32)))
                .isolation(limited(ResourceLimits.builder().memory(MEMORY))));

        assertThat(end.cause()).isEqualTo(ExitCause.OOM_KILLED);
        assertThat(end.code()).isEqualTo(137);
        assertThat(end.evidence().oomKills()).isPositive();
        assertThat(bystander.state()).isEqualTo(AgentState.RUNNING);
        assertThat(bystander.status().incarnation()).isEqualTo(1);
    }

    @Test
    void aThreadBombStopsAtItsLimitAndIsCounted() throws Exception {
        ExitReport end = end(Programs.child("threads")
                .env("IT_LIMITS", "pids.max=64")
                .isolation(limited(ResourceLimits.builder().processes(64))));

        assertThat(end.stdoutTail()).anyMatch(line -> line.startsWith("refused after"));
        assertThat(end.evidence().processesRefused()).isPositive();
    }

    @Test
    void aForkBombIsKilledAsAWhole() throws Exception {
        AgentHandle bomb = run.started(Programs.child("forks")
                .env("IT_LIMITS", "pids.max=100")
                .isolation(limited(ResourceLimits.builder().processes(100))));
        Path errors = run.directory().resolve("agents/child/stderr.log");
        eventually("the shells are refused", () -> text(errors).contains("fork"));
        long before = System.nanoTime();
        bomb.kill();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        ExitReport end = Objects.requireNonNull(bomb.status().lastExit());
        assertThat(end.evidence().processesRefused()).isPositive();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fourSpinningThreadsGetTheFifthOfACoreThatTheyWereGiven() throws Exception {
        AgentHandle handle = run.started(Programs.child("spin", "4", "60000")
                .isolation(limited(ResourceLimits.builder().cpu(0.2))));
        eventually(
                "the threads spin",
                () -> handle.metrics().usage().throttledTime().toMillis() > 0);
        long fromCpu = handle.metrics().usage().cpuTime().toNanos();
        long from = System.nanoTime();
        Thread.sleep(3_000);
        long cpu = handle.metrics().usage().cpuTime().toNanos() - fromCpu;

        assertThat((double) cpu / (System.nanoTime() - from)).isBetween(0.16, 0.25);
        handle.kill();
    }
}
