package io.agentropic.it.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.Running;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Processes;
import io.agentropic.it.support.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of workers that wait when nobody is left to claim them, and what is told of them before. */
@Tag("host")
class PoolOfADeadSupervisorTest {

    private static final int WAITING = 2;

    @TempDir
    Path directory;

    @Test
    void afterAKillOfTheSupervisorNoWorkerWaits() throws Exception {
        Cli cli = Cli.in(directory);
        Path file = Files.writeString(directory.resolve("agents.yaml"), agents());
        Running first = cli.start(cli.here("up", file.toString()));
        Eventually.within(
                Eventually.GENEROUS,
                () -> "they do not wait: " + first.out() + first.err(),
                () -> Pool.workersBelow(first.process().toHandle()).size() == WAITING + 1);
        Eventually.eventually("ps tells of them", () -> psTellsOfThem(cli));
        List<Long> everyone =
                first.process().descendants().map(ProcessHandle::pid).toList();
        first.process().destroyForcibly().waitFor();

        Eventually.within(
                Duration.ofSeconds(5),
                () -> "alive: " + everyone.stream().filter(Processes::alive).toList(),
                () -> everyone.stream().noneMatch(Processes::alive));
        Running second = cli.start(cli.here("up", file.toString()));
        Eventually.within(
                Eventually.GENEROUS,
                () -> "they do not wait again: " + second.out() + second.err(),
                () -> Pool.workersBelow(second.process().toHandle()).size() == WAITING + 1);
        second.process().destroy();
        assertThat(second.await(Duration.ofSeconds(60)).code()).isZero();
    }

    private static boolean psTellsOfThem(Cli cli) {
        try {
            String out = cli.run(cli.here("ps", "-o", "json")).out();
            return out.replaceAll("\\s", "").contains("\"warmPool\":{\"size\":2,\"waiting\":2,\"standby\":1,");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String agents() {
        return """
                apiVersion: agentropic/v1
                runtime: { warmPool: { size: %d, maxIdle: 10m }, enforcement: best-effort }
                agents:
                  echo:
                    agentClass: io.agentropic.it.agents.EchoAgent
                    classpath: [%s]
                    jvm: { maxHeap: 24MiB }
                    standby: true
                """.formatted(WAITING, Product.agentsJar());
    }
}
