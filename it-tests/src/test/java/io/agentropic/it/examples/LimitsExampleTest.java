package io.agentropic.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.CliResult;
import io.agentropic.it.support.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of limits, on a kernel that holds them. */
@Tag("cgroup")
class LimitsExampleTest {

    @TempDir
    Path directory;

    @Test
    void theMemoryHogIsKilledForItsLimitAndTheCpuHogIsSlowedDown() throws Exception {
        Cli cli = Cli.in(directory);
        CliResult result = cli.run(cli.here("up", Product.example("limits.yaml").toString()));

        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("OOM_KILLED").contains("cpu-hog").contains("COMPLETED");
        assertThat(Files.readString(cli.runDirectory().resolve("reports/memory-hog-1.json")))
                .contains("\"OOM_KILLED\"");
    }
}
