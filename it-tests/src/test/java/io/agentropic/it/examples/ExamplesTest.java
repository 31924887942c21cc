package io.agentropic.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.CliResult;
import io.agentropic.it.support.Product;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it says. */
@Tag("host")
class ExamplesTest {

    @TempDir
    Path directory;

    @Test
    void theTourEndsByItselfAndWellWithinHalfAMinute() throws Exception {
        Cli cli = Cli.in(directory);
        long before = System.nanoTime();
        CliResult tour =
                cli.run(cli.here("up", Product.example("quickstart.yaml").toString()));
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(tour.code()).as(tour.out() + tour.err()).isZero();
        assertThat(tour.out()).contains("census", "decompiler", "flaky", "ping", "COMPLETED", "BACKOFF");
        assertThat(took).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void theConfigurationsAreValid() throws Exception {
        for (String example : new String[] {"quickstart.yaml", "limits.yaml"}) {
            CliResult result =
                    Cli.in(directory).run("validate", Product.example(example).toString());
            assertThat(result.code()).as(result.err()).isZero();
        }
    }

    @Test
    void theEmbeddingExampleCountsThisRepository() throws Exception {
        AgentResult result = Embedding.census(Product.root().resolve("ipc-protocol"));

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.output().text()).contains("module").contains("ipc-protocol");
    }
}
