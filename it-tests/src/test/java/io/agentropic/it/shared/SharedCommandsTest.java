package io.agentropic.it.shared;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.CliResult;
import io.agentropic.it.support.Cli.Running;
import io.agentropic.it.support.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code isolation: none} in files and on the command line. */
@Tag("host")
@Tag("once")
class SharedCommandsTest {

    @TempDir
    Path directory;

    @Test
    void agentsOfAFileShareAJvmAndAreCommandedAsAnyOther() throws Exception {
        Cli cli = Cli.in(directory);
        Path file = directory.resolve("agents.yaml");
        Files.writeString(file, """
                apiVersion: agentropic/v1
                runtime: { workerThreads: 1, shared: { maxHeap: 64MiB } }
                agents:
                  tenant:
                    agentClass: io.agentropic.it.agents.Tenant
                    classpath: [%1$s]
                    args: [wait]
                    isolation: none
                    instances: 2
                """.formatted(Product.agentsJar()));
        Running up = cli.start(cli.here("up", file.toString()));
        eventually(
                "both run",
                () -> up.process().isAlive() && state(cli, "tenant-2").equals("RUNNING"));
        JsonNode one = inspect(cli, "tenant-1");
        assertThat(one.get("isolation").asText()).isEqualTo("none");
        assertThat(one.get("pid").asLong())
                .isEqualTo(inspect(cli, "tenant-2").get("pid").asLong());
        assertThat(cli.run(cli.here("ps")).out())
                .contains("tenant-1", "tenant-2")
                .doesNotContain("shared..jvm");
        assertThat(cli.run(cli.here("stop", "tenant-1")).code()).isZero();
        JsonNode stopped = inspect(cli, "tenant-1");
        assertThat(stopped.get("state").asText()).isEqualTo("STOPPED");
        assertThat(stopped.get("lastExit").get("cause").asText()).isEqualTo("STOPPED");
        CliResult logs = cli.run(cli.here("logs", "tenant-2"));
        assertThat(logs.code()).isZero();
        assertThat(logs.err()).contains("tenant-2 shares a JVM");
        up.process().destroy();
        assertThat(up.await(Duration.ofSeconds(60)).code()).isZero();
    }

    @Test
    void oneAgentIsRunInTheForegroundWithTheCodeThatAJvmOfItsOwnWouldEndWith() throws Exception {
        Cli cli = Cli.in(directory);
        CliResult well = run(cli, "describe", "x");
        CliResult failed = run(cli, "throw");

        assertThat(well.code()).isZero();
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("Exception in agent \"Tenant\"", "the disk is full");
    }

    private static CliResult run(Cli cli, String... args) throws Exception {
        String[] all = new String[args.length + 6];
        String[] first = {
            "--isolation", "none", "-cp", Product.agentsJar().toString(), "io.agentropic.it.agents.Tenant", "--"
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(args, 0, all, first.length, args.length);
        return cli.run(cli.here("run", all));
    }

    private static String state(Cli cli, String agent) {
        try {
            CliResult result = cli.run(cli.here("inspect", agent, "-o", "json"));
            return result.code() == 0
                    ? new ObjectMapper().readTree(result.out()).get("state").asText()
                    : "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode inspect(Cli cli, String agent) throws Exception {
        return new ObjectMapper()
                .readTree(cli.run(cli.here("inspect", agent, "-o", "json")).out());
    }
}
