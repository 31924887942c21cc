package io.agentropic.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("host")
final class HostProbeTest {

    @Test
    void everyLimitHasARowWithARemedyWhereItIsNotEnforceable() {
        HostReport report = HostProbe.probe();
        assertThat(report.limits())
                .extracting(LimitCapability::resource)
                .containsExactly(
                        "memory",
                        "memoryHigh",
                        "cpu",
                        "cpuWeight",
                        "openFiles",
                        "processes",
                        "connections",
                        "ioRead",
                        "ioWrite",
                        "fileSize");
        assertThat(report.limits()).allSatisfy(row -> {
            assertThat(row.mechanism()).isNotBlank();
            assertThat(row.reason().isEmpty()).isEqualTo(row.enforceable());
            assertThat(row.remedy().isEmpty()).isEqualTo(row.enforceable());
        });
    }

    @Test
    void rlimitsAreEnforceableForEveryUser() {
        assertThat(HostProbe.probe().limits())
                .filteredOn(LimitCapability::enforceable)
                .extracting(LimitCapability::mechanism)
                .contains("RLIMIT_NOFILE", "RLIMIT_FSIZE");
    }

    @Test
    void everyLevelSaysWhatItIsMadeOfOrHowToGetIt() {
        assertThat(HostProbe.probe().levels())
                .extracting(LevelCapability::level)
                .containsExactly("none", "resource-limits", "sandbox", "process", "container");
        assertThat(HostProbe.probe().levels()).allSatisfy(level -> {
            assertThat(level.mechanisms().isEmpty()).isEqualTo(!level.available());
            assertThat(level.remedy().isEmpty()).isEqualTo(level.available());
            assertThat(level.doesNotPromise()).isNotBlank();
        });
    }

    @Test
    void probingLeavesTheHostAsItWas() throws IOException {
        List<String> before = state();
        HostProbe.probe();
        assertThat(state()).isEqualTo(before);
    }

    private static List<String> state() throws IOException {
        try (Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"))) {
            return Stream.concat(
                            groups.filter(Files::isDirectory).map(Path::toString),
                            Files.readAllLines(Path.of("/proc/self/cgroup")).stream())
                    .toList();
        }
    }
}
