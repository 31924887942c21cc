package io.agentropic.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.limits.OomPolicy;
import io.agentropic.limits.ResourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a directory that plays the kernel's part. */
final class AgentCgroupTest {

    @TempDir
    Path directory;

    private AgentCgroup group() {
        return new AgentCgroup(new ControlGroup(directory), EnumSet.allOf(Controller.class), () -> {});
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    @Test
    void aLimitThatReadsBackDifferentlyIsRefused() throws IOException {
        file("cpu.weight", "");
        Files.createSymbolicLink(directory.resolve("pids.max"), Path.of("/dev/null"));
        var limits = ResourceLimits.builder().processes(40).build();
        assertThatThrownBy(() -> group().limit(limits, 100, List.of(), OomPolicy.KILL))
                .isInstanceOf(CgroupException.class)
                .hasMessageContaining("pids.max, 40)")
                .hasMessageContaining("reads back as ''");
    }

    @Test
    void aControlFileThatIsNotThereIsNamed() {
        var limits = ResourceLimits.builder().processes(40).build();
        assertThatThrownBy(() -> group().limit(limits, 100, List.of(), OomPolicy.KILL))
                .isInstanceOf(CgroupException.class)
                .hasMessageContaining("cpu.weight, 100): No such file or directory");
    }

    @Test
    void usageIsReadFromTheGroupsFiles() throws IOException {
        file(
                "cpu.stat",
                "usage_usec 1500000\nuser_usec 1\nsystem_usec 2\nnr_periods 9\nnr_throttled 4\nthrottled_usec 250\n");
        file("memory.current", "4096\n");
        file("memory.peak", "8192\n");
        file("pids.current", "3\n");
        file("memory.events", "low 0\nhigh 0\nmax 5\noom 1\noom_kill 2\noom_group_kill 1\n");
        file("pids.events", "max 6\n");
        assertThat(group().usage())
                .isEqualTo(new CgroupUsage(
                        Duration.ofMillis(1500),
                        Duration.ofNanos(250_000),
                        4,
                        Optional.of(4096L),
                        Optional.of(8192L),
                        Optional.of(3L),
                        2,
                        6));
    }

    @Test
    void whatTheKernelDoesNotCountIsAbsent() {
        assertThat(group().usage())
                .isEqualTo(new CgroupUsage(
                        Duration.ZERO, Duration.ZERO, 0, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0));
    }

    @Test
    void aProcessThatDidNotArriveIsNoticed() throws IOException {
        Files.createSymbolicLink(directory.resolve("cgroup.procs"), Path.of("/dev/null"));
        assertThatThrownBy(() -> group().join(4711))
                .isInstanceOf(CgroupException.class)
                .hasMessageContaining("4711");
    }
}
