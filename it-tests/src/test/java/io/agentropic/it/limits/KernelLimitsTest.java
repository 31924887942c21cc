package io.agentropic.it.limits;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.JvmConfig;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the kernel enforces, seen from the agents that run against it. */
@Tag("cgroup")
class KernelLimitsTest {

    private static final DataSize MEMORY = DataSize.mebibytes(128);
    private static final JvmConfig UNBOUNDED_DIRECT =
            new JvmConfig(null, List.of("-XX:MaxDirectMemorySize=1g"), DataSize.mebibytes(32));

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void aDirectMemoryHogIsKilledWithTheEvidenceInItsReport() throws Exception {
        assertOomKilled(run.result(Programs.child("direct", "400")
                .jvm(UNBOUNDED_DIRECT)
                .isolation(Programs.limited(ResourceLimits.builder().memory(MEMORY)))));
    }

    @Test
    void aNativeMemoryHogIsKilledWithTheEvidenceInItsReport() throws Exception {
        assertOomKilled(run.result(Programs.nativeProgram("hold", "400")
                .isolation(Programs.limited(ResourceLimits.builder().memory(MEMORY)))));
    }

    @Test
    void filesInMemoryCountAgainstTheLimit() throws Exception {
        assertOomKilled(run.result(Programs.child("tmpfs", "/dev/shm", "400")
                .isolation(Programs.limited(ResourceLimits.builder().memory(MEMORY)))));
    }

    @Test
    void aHeapHogEndsInItsOwnJvm() throws Exception {
        AgentResult result = run.result(Programs.child("heap")
                .jvm(JvmConfig.DEFAULT)
                .isolation(Programs.limited(ResourceLimits.builder().memory(MEMORY))));

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.JVM_OUT_OF_MEMORY);
        assertThat(result.lastExit().evidence().oomKills()).isZero();
    }

    @Test
    void aHogThatIsKilledTakesNobodyWithIt() throws Exception {
        AgentHandle bystander = run.started(Programs.agent(EchoAgent.class));
        long pid = bystander.status().pid();
        assertOomKilled(run.result(Programs.nativeProgram("hold", "400")
                .isolation(Programs.limited(ResourceLimits.builder().memory(MEMORY)))));

        run.requireAnswers(List.of(bystander));
        assertThat(bystander.status().pid()).isEqualTo(pid);
    }

    @Test
    void fourSpinningThreadsGetTheFifthOfACoreThatTheyWereGiven() throws Exception {
        AgentHandle handle = run.started(Programs.child("spin", "4", "60000")
                .isolation(Programs.limited(ResourceLimits.builder().cpu(0.2))));
        eventually(
                "the threads spin",
                () -> handle.metrics().usage().throttledTime().toMillis() > 0);
        long fromCpu = handle.metrics().usage().cpuTime().toNanos();
        long from = System.nanoTime();
        Thread.sleep(5_000);
        long cpu = handle.metrics().usage().cpuTime().toNanos() - fromCpu;
        double cores = (double) cpu / (System.nanoTime() - from);

        assertThat(cores).isBetween(0.17, 0.23);
        handle.kill();
        assertThat(handle.status().lastExit().evidence().throttledPeriods()).isPositive();
    }

    @Test
    void aThreadBombStopsAtItsLimitAndIsCounted() throws Exception {
        AgentHandle bystander = run.started(Programs.agent(EchoAgent.class));
        AgentResult result = run.result(Programs.child("threads")
                .isolation(Programs.limited(ResourceLimits.builder().processes(64))));

        assertThat(result.lastExit().stdoutTail()).anyMatch(line -> line.startsWith("refused after"));
        assertThat(result.lastExit().evidence().processesRefused()).isPositive();
        assertThat(bystander.state()).isEqualTo(AgentState.RUNNING);
    }

    @Test
    void aForkBombIsKilledAsAWhole() throws Exception {
        AgentHandle bomb = run.started(Programs.child("forks")
                .isolation(Programs.limited(ResourceLimits.builder().processes(100))));
        Path errors = run.directory().resolve("agents/child/stderr.log");
        eventually("the shells are refused", () -> text(errors).contains("fork"));
        long before = System.nanoTime();
        bomb.kill();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(bomb.status().lastExit().evidence().processesRefused()).isPositive();
    }

    @Test
    void everyLimitIsReportedAsTheKernelHoldsIt() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class)
                .isolation(Programs.limited(ResourceLimits.builder()
                        .memory(DataSize.mebibytes(200))
                        .memoryHigh(DataSize.mebibytes(180))
                        .cpu(0.5)
                        .processes(100)
                        .openFiles(64)
                        .fileSize(DataSize.mebibytes(10)))));

        assertThat(handle.limits()).allMatch(LimitReport::enforced);
        assertThat(handle.limits().stream()
                        .collect(Collectors.toMap(
                                LimitReport::resource, l -> l.effective().doubleValue())))
                .containsEntry("memory", 200.0 * 1024 * 1024)
                .containsEntry("memoryHigh", 180.0 * 1024 * 1024)
                .containsEntry("cpu", 0.5)
                .containsEntry("processes", 100.0)
                .containsEntry("openFiles", 64.0)
                .containsEntry("fileSize", 10.0 * 1024 * 1024);
        assertThat(ownGroup(handle.status().pid(), "memory.max")).isEqualTo("209715200");
        assertThat(ownGroup(handle.status().pid(), "memory.oom.group")).isEqualTo("1");
        assertThat(ownGroup(handle.status().pid(), "cpu.max")).isEqualTo("50000 100000");
        assertThat(ownGroup(handle.status().pid(), "pids.max")).isEqualTo("100");
    }

    @Test
    void theJvmSizesItselfByItsLimitFromTheStart() throws Exception {
        AgentResult result = run.result(Programs.child("command-line")
                .jvm(JvmConfig.DEFAULT)
                .isolation(
                        Programs.limited(ResourceLimits.builder().memory(MEMORY).cpu(0.5))));

        assertThat(String.join(" ", result.lastExit().stdoutTail()))
                .contains("-Xmx")
                .contains("-XX:ActiveProcessorCount=1");
    }

    @Test
    void aGroupIsGoneWhenItsAgentIs() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class));
        var group = groupOf(handle.status().pid());
        assertThat(group).isDirectory();
        handle.stop();

        assertThat(group).doesNotExist();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void assertOomKilled(AgentResult result) {
        ExitReport report = result.lastExit();
        assertThat(report.cause()).isEqualTo(ExitCause.OOM_KILLED);
        assertThat(report.code()).isEqualTo(137);
        assertThat(report.signal()).isEqualTo(9);
        assertThat(report.evidence().oomKills()).isPositive();
        assertThat(report.evidence().usage().peakMemoryBytes())
                .isBetween(MEMORY.bytes() / 10 * 9, MEMORY.bytes() + (1 << 20));
        assertThat(report.summary()).containsIgnoringCase("memory");
    }

    private static String ownGroup(long pid, String file) throws Exception {
        return Files.readString(groupOf(pid).resolve(file)).strip();
    }

    private static Path groupOf(long pid) throws Exception {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/cgroup")).stream()
                .filter(candidate -> candidate.startsWith("0::"))
                .findFirst()
                .orElseThrow();
        return Path.of("/sys/fs/cgroup" + line.substring(3));
    }
}
