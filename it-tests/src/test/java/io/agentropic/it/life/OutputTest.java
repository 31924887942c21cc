package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.spec.LogConfig;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Output goes to files of bounded size, and the last lines into the report. */
@Tag("host")
class OutputTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void theLastFiftyLinesOfEachStreamAreInTheReport() throws Exception {
        AgentResult result = run.result(Programs.child("lines", "200"));

        assertThat(result.lastExit().stdoutTail())
                .isEqualTo(IntStream.rangeClosed(151, 200)
                        .mapToObj(i -> "out " + i)
                        .toList());
        assertThat(result.lastExit().stderrTail())
                .isEqualTo(IntStream.rangeClosed(151, 200)
                        .mapToObj(i -> "err " + i)
                        .toList());
    }

    @Test
    void allOutputIsInTheFilesOfTheRunDirectory() throws Exception {
        run.result(Programs.child("lines", "200"));

        assertThat(Output.lines(run.directory(), "child", "stdout")).hasSize(200);
        assertThat(Output.lines(run.directory(), "child", "stderr")).hasSize(200);
    }

    @Test
    void aFloodWithoutALineEndStaysWithinItsBoundAndBlocksNobody() throws Exception {
        AgentResult result = run.result(Programs.child("flood", "64").logs(new LogConfig(DataSize.mebibytes(1), 2)));

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(String.join("", result.lastExit().stdoutTail()).length()).isLessThan(1 << 20);
        eventually(
                "the files are within their bound",
                () -> logSizes().size() <= 2 && logSizes().stream().allMatch(size -> size <= 1 << 20));
    }

    private List<Long> logSizes() {
        try (Stream<Path> files = Files.list(run.directory().resolve("agents/child"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("stdout"))
                    .map(file -> file.toFile().length())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
