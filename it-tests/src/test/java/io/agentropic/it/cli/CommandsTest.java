package io.agentropic.it.cli;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.CliResult;
import io.agentropic.it.support.Cli.Running;
import io.agentropic.it.support.Processes;
import io.agentropic.it.support.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a running supervisor. */
@Tag("host")
@Tag("once")
class CommandsTest {

    @TempDir
    Path directory;

    private Cli cli;
    private Running up;

    @BeforeEach
    void aSupervisorRunsTwoAgents() throws Exception {
        cli = Cli.in(directory);
        Path file = directory.resolve("agents.yaml");
        Files.writeString(file, """
                apiVersion: agentropic/v1
                groups: { talkers: {} }
                agents:
                  echo:
                    agentClass: io.agentropic.it.agents.EchoAgent
                    classpath: [%1$s]
                    jvm: { maxHeap: 24MiB }
                  talker:
                    jar: %1$s
                    args: [lines, 20, then, hang]
                    group: talkers
                    jvm: { maxHeap: 24MiB }
                """.formatted(Product.agentsJar()));
        up = cli.start(cli.here("up", file.toString()));
        eventually(
                "both run",
                () -> up.process().isAlive()
                        && state("echo").equals("RUNNING")
                        && state("talker").equals("RUNNING"));
    }

    @AfterEach
    void theSupervisorEnds() throws Exception {
        up.process().destroy();
        up.await(Duration.ofSeconds(60));
        assertThat(directory.resolve("run/control.sock")).doesNotExist();
    }

    @Test
    void psShowsTheAgents() throws Exception {
        CliResult table = cli.run(cli.here("ps"));
        assertThat(table.code()).isZero();
        assertThat(table.out()).contains("echo", "talker", "RUNNING");

        JsonNode list = json("ps");
        assertThat(list.get("apiVersion").asText()).isEqualTo("agentropic/v1");
        assertThat(list.get("kind").asText()).isEqualTo("AgentList");
        assertThat(list.get("items")).hasSize(2);
        JsonNode echo = item("echo");
        assertThat(echo.get("pid").asLong()).isPositive();
        assertThat(echo.get("incarnation").asLong()).isEqualTo(1);
        assertThat(echo.get("isolation").asText()).isEqualTo("resource-limits");
        assertThat(echo.get("memory").get("currentBytes").asLong()).isPositive();
        assertThat(echo.get("uptimeSeconds").asDouble()).isPositive();
    }

    @Test
    void logsShowWhatAnAgentSaid() throws Exception {
        CliResult all = cli.run(cli.here("logs", "talker"));
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("out 1\n", "out 20\n");

        CliResult last = cli.run(cli.here("logs", "talker", "-n", "1"));
        assertThat(last.out()).contains("out 20").doesNotContain("out 19");
    }

    @Test
    void anAgentIsPausedResumedRestartedStoppedAndStarted() throws Exception {
        assertThat(cli.run(cli.here("pause", "echo")).code()).isZero();
        assertThat(item("echo").get("paused").asBoolean()).isTrue();
        assertThat(cli.run(cli.here("resume", "echo")).code()).isZero();
        assertThat(item("echo").get("paused").asBoolean()).isFalse();

        long pid = item("echo").get("pid").asLong();
        assertThat(cli.run(cli.here("restart", "echo")).code()).isZero();
        assertThat(item("echo").get("pid").asLong()).isNotEqualTo(pid);

        assertThat(cli.run(cli.here("stop", "echo")).code()).isZero();
        assertThat(item("echo").get("state").asText()).isEqualTo("STOPPED");
        assertThat(cli.run(cli.here("start", "echo")).code()).isZero();
        eventually("it runs again", () -> state("echo").equals("RUNNING"));
    }

    @Test
    void topShowsTheAgentsAsOftenAsAsked() throws Exception {
        CliResult twice = cli.run(cli.here("top", "-n", "2", "-d", "100ms"));
        assertThat(twice.code()).isZero();
        assertThat(twice.out().lines().filter(line -> line.startsWith("2 agents, 2 running, ")))
                .hasSize(2);
        assertThat(twice.out()).contains("echo", "talker");

        CliResult lines = cli.run(cli.here("top", "-n", "2", "-d", "100ms", "-o", "json"));
        assertThat(lines.out().lines().toList())
                .hasSize(2)
                .allMatch(line -> line.contains("AgentList") && line.contains("talker"));
        assertThat(cli.run(cli.here("top", "-d", "soon")).code()).isEqualTo(2);
    }

    @Test
    void aResetOfARunningAgentLeavesItRunning() throws Exception {
        CliResult reset = cli.run(cli.here("reset", "echo"));

        assertThat(reset.code()).isZero();
        assertThat(state("echo")).isEqualTo("RUNNING");
    }

    @Test
    void aGroupIsPausedAndResumedAsAWhole() throws Exception {
        assertThat(cli.run(cli.here("pause", "--group", "talkers")).out()).contains("talker");
        assertThat(item("talker").get("paused").asBoolean()).isTrue();
        assertThat(item("echo").get("paused").asBoolean()).isFalse();
        assertThat(cli.run(cli.here("resume", "--group", "talkers")).code()).isZero();
        assertThat(item("talker").get("paused").asBoolean()).isFalse();

        CliResult unknown = cli.run(cli.here("pause", "--group", "nobodies"));
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("no group is named 'nobodies'");
        assertThat(cli.run(cli.here("pause")).code()).isEqualTo(2);
        assertThat(cli.run(cli.here("pause", "echo", "--group", "talkers")).code())
                .isEqualTo(2);
    }

    @Test
    void inspectShowsOneAgent() throws Exception {
        assertThat(cli.run(cli.here("inspect", "talker")).out()).contains("talker");
    }

    @Test
    void anAgentThatIsNotThereIsSaidSo() throws Exception {
        CliResult result = cli.run(cli.here("stop", "nobody"));

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("nobody").doesNotContain("\tat ");
    }

    @Test
    void someOfSeveralTargetsMayFail() throws Exception {
        CliResult result = cli.run(cli.here("pause", "echo", "nobody"));

        assertThat(result.code()).isEqualTo(7);
        assertThat(item("echo").get("paused").asBoolean()).isTrue();
    }

    @Test
    void aSecondSupervisorOnTheSameDirectoryIsRefused() throws Exception {
        CliResult second =
                cli.run(cli.here("up", directory.resolve("agents.yaml").toString()));

        assertThat(second.code()).isNotZero();
        assertThat(second.err()).contains("another supervisor").doesNotContain("\tat ");
        assertThat(state("echo")).isEqualTo("RUNNING");
    }

    @Test
    void downStopsEverythingAndUpEndsWell() throws Exception {
        assertThat(cli.run(cli.here("down")).code()).isZero();

        CliResult result = up.await(Duration.ofSeconds(60));
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("echo").contains("talker");
    }

    @Test
    void sigtermIsAnOrderlyShutdown() throws Exception {
        long worker = item("echo").get("pid").asLong();
        up.process().destroy();

        assertThat(up.await(Duration.ofSeconds(60)).code()).isZero();
        assertThat(Processes.alive(worker)).isFalse();
    }

    private String state(String agent) {
        try {
            CliResult result = cli.run(cli.here("ps", "-o", "json"));
            if (result.code() != 0) {
                return "unknown";
            }
            for (JsonNode item : new ObjectMapper().readTree(result.out()).get("items")) {
                if (item.get("name").asText().equals(agent)) {
                    return item.get("state").asText();
                }
            }
            return "none";
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonNode json(String verb) throws Exception {
        CliResult result = cli.run(cli.here(verb, "-o", "json"));
        assertThat(result.code()).as(result.err()).isZero();
        return new ObjectMapper().readTree(result.out());
    }

    private JsonNode item(String agent) throws Exception {
        for (JsonNode item : json("ps").get("items")) {
            if (item.get("name").asText().equals(agent)) {
                return item;
            }
        }
        throw new AssertionError("ps does not show " + agent);
    }
}
