package io.agentropic.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.cgroup.Strain;
import io.agentropic.fence.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExitReportsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private ExitReports reports;

    @BeforeEach
    void aRunDirectory() throws IOException {
        Files.createDirectory(directory.resolve("reports"));
        reports = new ExitReports(directory, report -> report.summary().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theLastHundredOfAnAgentAreKept() throws IOException {
        for (int incarnation = 1; incarnation <= 103; incarnation++) {
            reports.write(report("a", incarnation));
        }
        assertThat(names())
                .hasSize(ExitReports.KEPT)
                .contains("a-4.json", "a-103.json")
                .doesNotContain("a-3.json");
    }

    @Test
    void aReportThatCannotBeFormattedLeavesTheOldOneAlone() throws IOException {
        reports.write(report("a", 1));
        ExitReports broken = new ExitReports(directory, _ -> {
            throw new IOException("no space left on device");
        });
        assertThatThrownBy(() -> broken.write(report("a", 1))).hasMessage("no space left on device");
        assertThat(directory.resolve("reports/a-1.json")).content().startsWith("completed");
    }

    @Test
    void forgettingAnAgentLeavesAgentsOfSimilarNamesAlone() throws IOException {
        for (String agent : List.of("a", "a-1", "aa", "a.b", "b-a")) {
            reports.write(report(agent, 1));
            reports.write(report(agent, 12));
        }
        reports.forget("a");
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "a-1-1.json",
                        "a-1-12.json",
                        "aa-1.json",
                        "aa-12.json",
                        "a.b-1.json",
                        "a.b-12.json",
                        "b-a-1.json",
                        "b-a-12.json");
    }

    @Test
    void aDotInANameIsNoWildcard() throws IOException {
        reports.write(report("a.b", 1));
        reports.write(report("axb", 1));
        reports.forget("a.b");
        assertThat(names()).containsExactly("axb-1.json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("reports"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static ExitReport report(String agent, long incarnation) {
        return new LifeRecord()
                .report(new Ending(
                        agent,
                        incarnation,
                        4711L,
                        0,
                        START,
                        START.plusSeconds(1),
                        Evidence.NONE,
                        List.of(),
                        Strain.NONE,
                        null,
                        List.of(),
                        List.of(),
                        null));
    }
}
