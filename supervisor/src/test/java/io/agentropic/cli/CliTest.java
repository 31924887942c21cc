package io.agentropic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {

    private final PrintStream originalOut = System.out;
    private final PrintStream originalErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(originalOut);
        System.setErr(originalErr);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "ps --colour",
                "up",
                "stop",
                "inspect",
                "inspect a b",
                "ps -o xml",
                "run app.jar --memory lots",
                "run app.jar --cpu nan",
                "run app.jar --isolation fortress",
                "run app.jar --isolation sandbox --network tunnel",
                "run app.jar --restart sometimes"
            })
    void aWrongCommandLineIsAUsageError(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err()).startsWith("agentropic-supervisor").doesNotContain("Exception");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ps", "inspect a", "start a", "stop a b", "restart a", "pause a", "resume a", "down", "logs a"})
    void withoutASupervisorTheCodeIsFive(String line) {
        assertThat(run(line + " --run-dir " + directory)).isEqualTo(5);
        assertThat(err())
                .isEqualTo("no supervisor is listening on " + directory.resolve("control.sock")
                        + "; start one with 'up FILE', or name its directory with --run-dir\n");
    }

    @Test
    void logsOfANameThatLeavesTheDirectoryAreRefused() {
        assertThat(run("logs ../../etc --run-dir " + directory)).isEqualTo(4);
        assertThat(err()).isEqualTo("no agent is named '../../etc'\n");
    }

    @Test
    void logsAreReadWithoutASupervisor() throws IOException {
        Path agent = Files.createDirectories(directory.resolve("agents/a"));
        Files.writeString(agent.resolve("stdout.log"), "1\n2\n3\n");
        Files.writeString(agent.resolve("stderr.log"), "e\n");

        assertThat(run("logs a -n 2 --run-dir " + directory)).isZero();
        assertThat(out()).isEqualTo("2\n3\n");
        assertThat(err()).isEqualTo("e\n");
    }

    @Test
    void anInvalidConfigurationIsExplainedWithCodeSix() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "apiVersion: agentropic/v1\nagnets: {}\n");

        assertThat(run("validate " + file)).isEqualTo(6);
        assertThat(run("up " + file + " --run-dir " + directory.resolve("run"))).isEqualTo(6);
        assertThat(err()).contains(file + ":2:1: agnets: unknown key; did you mean 'agents'?\n");
        assertThat(directory.resolve("run")).doesNotExist();
    }

    @Test
    void aProgramThatCannotRunIsExplainedWithCodeSixBeforeAnythingIsMade() {
        Path runDirectory = directory.resolve("run");
        assertThat(run("run " + directory.resolve("none.jar") + " --run-dir " + runDirectory))
                .isEqualTo(6);
        assertThat(err()).isEqualTo("jar " + directory.resolve("none.jar") + " does not exist\n");
        assertThat(runDirectory).doesNotExist();
    }

    @Test
    void whatNoSingleKeyIsToBlameForIsExplainedWithCodeSixToo() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), """
                apiVersion: agentropic/v1
                agents:
                  a:
                    classpath: [%s]
                    mainClass: io.agentropic.cli.Cli
                    args: ["a\\0b"]
                """.formatted(
                        System.getProperty("java.class.path").replace(":", ", ")));
        assertThat(run("validate " + file)).isEqualTo(6);
        assertThat(run("up " + file + " --run-dir " + directory.resolve("run"))).isEqualTo(6);
        assertThat(err()).contains("agents.a: args[0] has NUL in it");
        assertThat(directory.resolve("run")).doesNotExist();
    }

    @Test
    void theEffectiveConfigurationIsADocument() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), """
                apiVersion: agentropic/v1
                agents:
                  a:
                    classpath: [%s]
                    mainClass: io.agentropic.cli.Cli
                    env: { TOKEN: secret }
                    limits: { memory: 128MiB }
                """.formatted(
                        System.getProperty("java.class.path").replace(":", ", ")));

        assertThat(run("validate -o json " + file)).isZero();
        JsonObject document = JsonObject.parse(out());
        assertThat(document.text("kind")).hasValue("Configuration");
        assertThat(document.objects("agents").getFirst().object("limits").number("memory"))
                .hasValue(134217728);
        assertThat(out()).doesNotContain("secret");

        assertThat(run("validate " + file)).isZero();
        assertThat(out()).contains("limits.memory").contains("128MiB").endsWith("valid, 1 agent\n");
    }

    @Test
    void helpNamesEachCommandOnStandardOutput() {
        assertThat(run("--help")).isZero();
        for (Verbs verb : Verbs.values()) {
            assertThat(out()).contains("\n  " + verb.word());
        }
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void theVersionIsToldHoweverItIsAskedFor(String words) {
        assertThat(run(words)).isZero();
        assertThat(out()).isEqualTo("agentropic-supervisor unpackaged (Java " + Runtime.version() + ")\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "run", "ps", "logs", "doctor"})
    void eachCommandHasItsOwnHelp(String verb) {
        assertThat(run(verb + " --help")).isZero();
        assertThat(out()).startsWith("Usage: agentropic-supervisor " + verb);
    }

    @Test
    void aStackTraceIsShownOnRequestOnly() {
        assertThat(run("--debug ps --run-dir " + directory)).isEqualTo(5);
        assertThat(err()).contains("NoSupervisorException").contains("\tat ");
    }

    private int run(String line) {
        return Cli.run(line.isEmpty() ? new String[0] : line.split(" ", -1));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
