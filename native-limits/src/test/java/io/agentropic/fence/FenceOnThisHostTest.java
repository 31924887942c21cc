package io.agentropic.fence;

import static io.agentropic.fence.Children.eventually;
import static io.agentropic.fence.Children.limitOf;
import static io.agentropic.fence.Children.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.Missing;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.process.Polling;
import io.agentropic.process.ProcessTable;
import io.agentropic.syscall.Affinity;
import io.agentropic.syscall.Signals;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The fence that this host gives, and the one without control groups, around real processes. */
@Tag("host")
@Timeout(60)
@ParameterizedClass
@EnumSource
final class FenceOnThisHostTest {

    /** What the fence may be made of. */
    enum Means {
        WHAT_IS_THERE {
            @Override
            Fences open(String runId) {
                return Fences.open(runId);
            }
        },
        NO_CONTROL_GROUPS {
            @Override
            Fences open(String runId) {
                return Fences.open(runId, new CgroupAccess.Unavailable(new Missing("this is a test", "None")));
            }
        };

        abstract Fences open(String runId);
    }

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Set<String> STANDARD_STREAMS = Set.of("0", "1", "2");

    private final String runId = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Children children = new Children();
    private final Means means;
    private final Fences fences;

    @TempDir
    Path directory;

    private FenceRequest request = request(ResourceLimits.NONE);
    private Fence fence;

    FenceOnThisHostTest(Means means) {
        this.means = means;
        fences = means.open(runId);
        fence = fences.prepare(request);
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        fence.kill();
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        fence.close();
        children.close();
        fences.close();
    }

    private static FenceRequest request(ResourceLimits limits) {
        return FenceRequest.of("tested", 1, limits, Enforcement.BEST_EFFORT);
    }

    private void limit(ResourceLimits.Builder limits) {
        fence.close();
        request = request(limits.build());
        fence = fences.prepare(request);
    }

    private Process enclosed(String script) throws IOException {
        Process child = children.atGate(fences.marker(request), script);
        fence.enclose(child.pid());
        Children.openGate(child);
        return child;
    }

    @Test
    void aChildMayBeKeptOnOneProcessor() throws Exception {
        int core = Affinity.of(0).iterator().next();
        FenceRequest onOne = FenceRequest.of("pinned", 1, ResourceLimits.NONE, Enforcement.BEST_EFFORT)
                .placed(CpuPlace.ANYWHERE.on(core));
        Fence pinned = fences.prepare(onOne);
        Process child = children.atGate(fences.marker(onOne), "sleep 60");
        pinned.enclose(child.pid());
        assertThat(Affinity.of(child.pid())).containsExactly(core);
        pinned.kill();
        assertThat(pinned.awaitEmpty(Duration.ofSeconds(20))).isTrue();
        pinned.close();
    }

    @Test
    void rlimitsHoldForSoftAndHard() throws Exception {
        limit(ResourceLimits.builder().openFiles(64).fileSize(DataSize.kibibytes(8)));
        Process child = enclosed("sleep 100");
        assertThat(limitOf(child.pid(), "Max open files")).isEqualTo("64 64 files");
        assertThat(limitOf(child.pid(), "Max file size")).isEqualTo("8192 8192 bytes");
        assertThat(limitOf(child.pid(), "Max core file size")).isEqualTo("0 0 bytes");
        assertThat(fence.limits())
                .containsExactly(
                        new LimitReport("openFiles", 64, 64L, true, "RLIMIT_NOFILE", ""),
                        new LimitReport("fileSize", 8192L, 8192L, true, "RLIMIT_FSIZE", ""));
    }

    @Test
    void aFileGrowsNoLargerThanItsLimit() throws Exception {
        limit(ResourceLimits.builder().fileSize(DataSize.kibibytes(8)));
        Path file = directory.resolve("file");
        Process child = enclosed("head -c 100000 /dev/zero > " + file);
        child.waitFor();
        assertThat(Files.size(file)).isEqualTo(8192);
    }

    @Test
    void killReachesAGrandchildInASessionOfItsOwn() throws Exception {
        Path pidFile = directory.resolve("pid");
        Process child = enclosed("setsid sh -c 'echo $$ > " + pidFile + ".new; mv " + pidFile + ".new " + pidFile
                + "; sleep 100' & sleep 100");
        eventually("the grandchild runs", () -> Files.exists(pidFile));
        long grandchild = Long.parseLong(Files.readString(pidFile).strip());
        fence.kill();
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        assertThat(runs(grandchild)).isFalse();
        assertThat(child.waitFor()).isEqualTo(137);
    }

    @Test
    void killReachesAnOrphanInASessionOfItsOwn() throws Exception {
        Path pidFile = directory.resolve("pid");
        Process child = enclosed("setsid sh -c 'echo $$ > " + pidFile + ".new; mv " + pidFile + ".new " + pidFile
                + "; sleep 100' & exit 0");
        eventually("the orphan runs", () -> Files.exists(pidFile));
        child.waitFor();
        long orphan = Long.parseLong(Files.readString(pidFile).strip());
        assertThat(runs(orphan)).isTrue();
        assertThat(fence.awaitEmpty(Duration.ZERO)).isFalse();
        fence.kill();
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        assertThat(runs(orphan)).isFalse();
    }

    @Test
    void frozenProcessesStandStillUntilThawed() throws Exception {
        Path ticks = directory.resolve("ticks");
        enclosed("while :; do echo x >> " + ticks + "; done");
        eventually("it runs", () -> size(ticks) > 0);
        assertThat(fence.freeze(SOON)).isTrue();
        long frozenAt = size(ticks);
        Duration used = fence.usage().cpuTime();
        assertThat(Polling.awaitFact(() -> size(ticks) != frozenAt, Duration.ofMillis(300)))
                .isFalse();
        assertThat(fence.usage().cpuTime()).isEqualTo(used);
        assertThat(fence.thaw(SOON)).isTrue();
        eventually("it runs again", () -> size(ticks) > frozenAt);
    }

    @Test
    void frozenProcessesCanBeKilled() throws Exception {
        Process child = enclosed("sleep 100 & sleep 100");
        assertThat(fence.freeze(SOON)).isTrue();
        fence.kill();
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        assertThat(child.waitFor()).isEqualTo(137);
    }

    @Test
    void signalReachesTheMainProcessOnly() throws Exception {
        Path got = directory.resolve("got");
        Path ready = directory.resolve("ready");
        Process child = enclosed("trap 'echo main > " + got + "; exit 7' TERM; sleep 100 & echo > " + ready + "; wait");
        eventually("the trap is set", () -> Files.exists(ready));
        fence.signal(Signals.SIGTERM);
        assertThat(child.waitFor()).isEqualTo(7);
        assertThat(fence.awaitEmpty(Duration.ZERO)).isFalse();
        fence.signal(Signals.SIGTERM);
    }

    @Test
    void usageCountsCpuAndMemory() throws Exception {
        enclosed("while :; do :; done");
        eventually("CPU time is counted", () -> fence.usage().cpuTime().toMillis() > 50);
        ResourceUsage usage = fence.usage();
        assertThat(usage.memoryBytes()).isPositive();
        assertThat(usage.peakMemoryBytes()).isGreaterThanOrEqualTo(usage.memoryBytes());
        assertThat(usage.processes()).isPositive();
    }

    @Test
    void anOccupiedFenceDoesNotClose() throws Exception {
        enclosed("sleep 100");
        assertThatThrownBy(fence::close).isInstanceOf(FenceException.class);
    }

    @Test
    void aProcessThatIsGoneCannotBeEnclosed() throws Exception {
        Process child = children.atGate(fences.marker(request), "true");
        child.destroyForcibly().waitFor();
        assertThatThrownBy(() -> fence.enclose(child.pid())).isInstanceOf(FenceException.class);
    }

    @Test
    void memoryPastTheLimitEndsTheAgent() throws Exception {
        limit(ResourceLimits.builder().memory(DataSize.mebibytes(64)));
        Process child = enclosed("(head -c 100M /dev/zero; sleep 100) | tail");
        eventually("it is killed", () -> !child.isAlive());
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        assertThat(child.exitValue()).isEqualTo(137);
        LimitReport memory = fence.limits().getFirst();
        if (memory.enforced()) {
            assertThat(fence.evidence().oomKills()).isPositive();
        } else {
            assertThat(memory.mechanism()).isEqualTo("polling monitor (250 ms)");
            assertThat(memory.effective()).isNull();
            assertThat(fence.evidence().monitorVerdict()).contains("above the limit of 64MiB");
            assertThat(fence.usage().peakMemoryBytes()).isGreaterThan(64 << 20);
        }
    }

    @Test
    void leftoversOfAnEarlierRunAreEndedAtTheNextOpen() throws Exception {
        Process child = enclosed("setsid sleep 100 & sleep 100");
        assertThat(fence.freeze(SOON)).isTrue();
        try (Fences next = means.open(runId)) {
            assertThat(next.swept()).isEqualTo(1);
            assertThat(child.waitFor()).isEqualTo(137);
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    @Test
    void noDescriptorOfTheSupervisorIsInAChild() throws Exception {
        Process child = enclosed("exec sleep 100");
        eventually(
                "the program runs",
                () -> ProcessTable.LIVE
                        .find(child.pid())
                        .filter(stat -> stat.command().equals("sleep"))
                        .isPresent());
        // The loader opens the program's libraries, one after the other, and closes them.
        eventually("only the standard streams are open", () -> STANDARD_STREAMS.containsAll(openIn(child)));
    }

    private static List<String> openIn(Process process) {
        return List.of(new File("/proc/" + process.pid() + "/fd").list());
    }
}
