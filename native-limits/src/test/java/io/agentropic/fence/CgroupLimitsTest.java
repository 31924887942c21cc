package io.agentropic.fence;

import static io.agentropic.fence.Children.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.process.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits that the kernel enforces, on a kernel whose version 2 tree has the controllers memory, cpu, pids and io. */
@Tag("cgroup")
@Timeout(120)
final class CgroupLimitsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String runId = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Fences fences = Fences.open(runId);
    private final Children children = new Children();

    @TempDir
    Path directory;

    private FenceRequest request = request(ResourceLimits.builder().processes(64));
    private Fence fence = fences.prepare(request);

    @AfterEach
    void nothingIsLeft() throws Exception {
        fence.kill();
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        fence.close();
        children.close();
        fences.close();
        try (var groups = Files.walk(Path.of("/sys/fs/cgroup"))) {
            assertThat(groups.filter(path -> path.toString().contains(runId))).isEmpty();
        }
    }

    private static FenceRequest request(ResourceLimits.Builder limits) {
        return FenceRequest.of("tested", 1, limits.build(), Enforcement.STRICT);
    }

    private void limit(ResourceLimits.Builder limits) {
        fence.close();
        request = request(limits);
        fence = fences.prepare(request);
    }

    private Process enclosed(String script) throws IOException {
        Process child = children.atGate(fences.marker(request), script);
        fence.enclose(child.pid());
        Children.openGate(child);
        return child;
    }

    private Path group() throws IOException {
        try (var groups = Files.walk(Path.of("/sys/fs/cgroup"))) {
            return groups.filter(path -> path.endsWith("agentropic-" + runId + "/tested.1"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void everyLimitReadsBackFromTheKernel() throws Exception {
        limit(ResourceLimits.builder()
                .memory(DataSize.ofBytes((100 << 20) + 1))
                .memoryHigh(DataSize.mebibytes(90))
                .cpu(0.25)
                .processes(40));
        assertThat(fence.limits())
                .containsExactly(
                        new LimitReport("memory", (100L << 20) + 1, 100L << 20, true, "cgroup memory.max", ""),
                        new LimitReport("memoryHigh", 90L << 20, 90L << 20, true, "cgroup memory.high", ""),
                        new LimitReport("cpu", 0.25, 0.25, true, "cgroup cpu.max", ""),
                        new LimitReport("processes", 40, 40, true, "cgroup pids.max", ""));
        assertThat(group().resolve("memory.max")).hasContent("" + (100L << 20));
        assertThat(group().resolve("memory.oom.group")).hasContent("1");
        assertThat(group().resolve("cpu.max")).hasContent("25000 100000");
        assertThat(group().resolve("pids.max")).hasContent("40");
    }

    @Test
    void aMemoryHogIsKilledByTheKernelWithAllThatBelongsToIt() throws Exception {
        limit(ResourceLimits.builder().memory(DataSize.mebibytes(64)));
        Process child = enclosed("setsid sleep 1000 & head -c 300M /dev/zero | tail; sleep 1000");
        assertThat(child.waitFor()).isEqualTo(137);
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        Evidence evidence = fence.evidence();
        assertThat(evidence.oomKills()).isPositive();
        assertThat(evidence.monitorVerdict()).isEmpty();
        assertThat(evidence.usage().peakMemoryBytes()).isBetween(60L << 20, 64L << 20);
    }

    @Test
    void spinningProcessesGetTheirCpuLimitAndNoMore() throws Exception {
        limit(ResourceLimits.builder().cpu(0.2));
        enclosed("for i in 1 2 3; do while :; do :; done & done; while :; do :; done");
        eventually("it runs", () -> fence.usage().cpuTime().toMillis() > 100);
        Duration before = fence.usage().cpuTime();
        long start = System.nanoTime();
        Polling.awaitFact(() -> false, Duration.ofSeconds(5));
        double cores = (double) fence.usage().cpuTime().minus(before).toNanos() / (System.nanoTime() - start);
        assertThat(cores).isBetween(0.17, 0.23);
        assertThat(fence.evidence().throttledPeriods()).isPositive();
        assertThat(fence.usage().throttledTime()).isPositive();
    }

    @Test
    void aForkBombStopsAtTheProcessLimitAndIsKilledWhole() throws Exception {
        limit(ResourceLimits.builder().processes(32));
        enclosed("bomb() { while :; do bomb & done; }; bomb 2>/dev/null");
        eventually("forks are refused", () -> fence.evidence().processesRefused() > 0);
        assertThat(fence.usage().processes()).isLessThanOrEqualTo(32);
        long start = System.nanoTime();
        fence.kill();
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void groupsThatTheAgentMadeInItsOwnAreEmptiedAndRemoved() throws Exception {
        Process child = enclosed("sleep 1000 & sleep 1000");
        Path inner = Files.createDirectories(group().resolve("inner/innermost"));
        Files.writeString(inner.resolve("cgroup.procs"), Long.toString(child.pid()));
        fence.kill();
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        assertThat(child.waitFor()).isEqualTo(137);
    }

    @Test
    void nothingStartsInAFrozenRun() throws Exception {
        Path run = group().resolveSibling("cgroup.freeze");
        Files.writeString(run, "1");
        assertThatThrownBy(() -> fences.prepare(FenceRequest.of("other", 1, ResourceLimits.NONE, Enforcement.STRICT)))
                .isInstanceOf(FenceException.class)
                .hasMessageContaining("frozen");
        Files.writeString(run, "0");
    }

    @Test
    void anIncarnationThatStillRunsIsNotReplaced() throws Exception {
        enclosed("sleep 1000");
        assertThatThrownBy(() -> fences.prepare(request))
                .isInstanceOf(FenceException.class)
                .hasMessageContaining("tested.1");
    }

    @Test
    void aShareOfTheProcessorsStaysWhenLimitsChange() throws Exception {
        limit(ResourceLimits.builder().cpu(0.5).cpuWeight(300));
        enclosed("sleep 60");
        fence.share(700, 0.2);
        assertThat(Files.readString(group().resolve("cpu.weight"))).isEqualTo("700\n");
        assertThat(Files.readString(group().resolve("cpu.max"))).isEqualTo("20000 100000\n");

        fence.update(ResourceLimits.builder().cpu(0.4).cpuWeight(300).build());
        assertThat(Files.readString(group().resolve("cpu.weight"))).isEqualTo("700\n");
        assertThat(Files.readString(group().resolve("cpu.max"))).isEqualTo("20000 100000\n");

        fence.share(300, null);
        assertThat(Files.readString(group().resolve("cpu.weight"))).isEqualTo("300\n");
        assertThat(Files.readString(group().resolve("cpu.max"))).isEqualTo("40000 100000\n");
    }

    @Test
    void whoHasNoLimitHasNoneAgainWhenItsShareEnds() throws Exception {
        enclosed("sleep 60");
        fence.share(100, 0.2);
        fence.share(100, null);
        assertThat(Files.readString(group().resolve("cpu.max"))).isEqualTo("max 100000\n");
    }

    @Test
    void thoseThatShareAWeightAreInAGroupThatGoesWithTheLast() throws Exception {
        CpuPlace place = new CpuPlace("tenant", 250, null);
        Fence first = fences.prepare(shared("first", place));
        Fence second = fences.prepare(shared("second", place));
        Path around = group().resolveSibling("_tenant");
        assertThat(Files.readString(around.resolve("cpu.weight"))).isEqualTo("250\n");
        assertThat(first.controlGroup()).contains(around.resolve("first.1"));
        assertThat(first.limits()).allMatch(LimitReport::enforced);
        first.close();
        assertThat(around).exists();
        second.close();
        assertThat(around).doesNotExist();
    }

    @Test
    void whatIsLeftOfThoseThatShareAWeightIsSweptThoughItIsFrozen() throws Exception {
        FenceRequest wanted = shared("first", new CpuPlace("tenant", 100, null));
        Fence left = fences.prepare(wanted);
        Process child = children.atGate(fences.marker(wanted), "sleep 60");
        left.enclose(child.pid());
        Children.openGate(child);
        assertThat(left.freeze(SOON)).isTrue();
        try (Fences next = Fences.open(runId)) {
            assertThat(next.swept()).isGreaterThanOrEqualTo(1);
        }
        assertThat(child.waitFor()).isNotZero();
    }

    private static FenceRequest shared(String agent, CpuPlace place) {
        ResourceLimits limits = ResourceLimits.builder().processes(64).build();
        return FenceRequest.of(agent, 1, limits, Enforcement.STRICT).placed(place);
    }

    @Test
    void anIoLimitOnAPathWithoutADiskIsRefused() {
        ResourceLimits limits =
                ResourceLimits.builder().ioWrite(DataSize.mebibytes(1)).build();
        var wanted = new FenceRequest("other", 1, limits, Enforcement.STRICT, 100, List.of(Path.of("/proc")));
        assertThatThrownBy(() -> fences.prepare(wanted))
                .isInstanceOf(LimitUnavailableException.class)
                .hasMessageContaining("ioWrite")
                .hasMessageMatching(".*(/proc is on proc, which is the kernel's own|was not given 'io').*");
    }

    @Test
    void writesToADiskKeepToTheirRate() throws Exception {
        String given = System.getenv("AGENTROPIC_DISK");
        assumeThat(given).as("AGENTROPIC_DISK, a directory on a disk").isNotBlank();
        Path disk = Path.of(given);
        ResourceLimits limits =
                ResourceLimits.builder().ioWrite(DataSize.mebibytes(1)).build();
        fence.close();
        request = new FenceRequest("tested", 1, limits, Enforcement.STRICT, 100, List.of(disk));
        fence = fences.prepare(request);
        assertThat(fence.limits())
                .containsExactly(new LimitReport("ioWrite", 1L << 20, 1L << 20, true, "cgroup io.max", ""));
        long start = System.nanoTime();
        Process child = enclosed("dd if=/dev/zero of=" + disk + "/written bs=64k count=128 oflag=direct");
        assertThat(child.waitFor()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(6));
    }

    @Test
    void aSecondRuntimeBesideTheFirstHasTheSameControllers() {
        ResourceLimits limits = ResourceLimits.builder()
                .memory(DataSize.mebibytes(64))
                .cpu(1)
                .processes(32)
                .build();
        try (Fences second = Fences.open(runId + "2")) {
            Fence beside = second.prepare(FenceRequest.of("tested", 1, limits, Enforcement.STRICT));
            assertThat(beside.limits()).allMatch(LimitReport::enforced);
            beside.close();
        }
        assertThat(fence.limits()).allMatch(LimitReport::enforced);
    }
}
