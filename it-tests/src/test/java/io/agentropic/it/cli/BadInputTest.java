package io.agentropic.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.CliResult;
import io.agentropic.it.support.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One clear message, the promised exit code, nothing left behind. */
@Tag("host")
@Tag("once")
class BadInputTest {

    @TempDir
    Path directory;

    static Stream<Arguments> wrongAgents() {
        return Stream.of(
                bad("a misspelt key", "    limts: { memory: 128MiB }", "limts", "limits", ":5:5:"),
                bad("a misspelt limit", "    limits: { memroy: 128MiB }", "memroy", "memory", ":5:"),
                bad("an unknown unit", "    limits: { memory: 128XB }", "128XB", "memory"),
                bad("a wrong type", "    limits: { openFiles: many }", "openFiles", "many"),
                bad("too little memory", "    limits: { memory: 1MiB }", "memory", "64"),
                bad("no cpu", "    limits: { cpu: 0 }", "cpu"),
                bad("cpu that is no number", "    limits: { cpu: .nan }", "cpu"),
                bad("too few files", "    limits: { openFiles: 31 }", "openFiles", "32"),
                bad("a level that there is not", "    isolation: fortress", "fortress", "resource-limits"),
                bad("a jar that is to share a JVM", "    isolation: none", "agentClass is missing"),
                bad("a policy that there is not", "    restart: { policy: sometimes }", "sometimes", "on-failure"),
                bad("a JVM home that is none", "    jvm: { home: /no/such/jvm }", "/no/such/jvm"),
                bad("a duration that is none", "    stop: { grace: soon }", "soon", "grace"));
    }

    private static Arguments bad(String what, String line, String... mentions) {
        return Arguments.of(what, line, mentions);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAgents")
    void isRefusedBeforeAnythingStarts(String what, String line, String[] mentions) throws Exception {
        assertRefused("""
                apiVersion: agentropic/v1
                agents:
                  worker:
                    jar: %s
                %s
                """.formatted(Product.agentsJar(), line), mentions);
    }

    @Test
    void anUnknownTopLevelKeyIsRefused() throws Exception {
        assertRefused("apiVersion: agentropic/v1\nagent: {}\n", "agent", "agents", ":2:1:");
    }

    @Test
    void aDuplicateAgentIsRefused() throws Exception {
        String jar = Product.agentsJar().toString();
        assertRefused(
                "apiVersion: agentropic/v1\nagents:\n  a: { jar: " + jar + " }\n  a: { jar: " + jar + " }\n",
                "a",
                ":4:3:");
    }

    @Test
    void aJvmOlderThan17IsRefused() throws Exception {
        Path home = Files.createDirectories(directory.resolve("jdk-11/bin")).getParent();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        Files.createFile(
                home.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertRefused(
                "apiVersion: agentropic/v1\nagents:\n  a: { jar: " + Product.agentsJar() + ", jvm: { home: " + home
                        + " } }\n",
                "jdk-11",
                "17");
    }

    @Test
    void aMissingJarIsRefused() throws Exception {
        assertRefused("apiVersion: agentropic/v1\nagents:\n  a: { jar: /no/such.jar }\n", "/no/such.jar");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws Exception {
        Path text = Files.writeString(directory.resolve("text.jar"), "not a jar");
        assertRefused("apiVersion: agentropic/v1\nagents:\n  a: { jar: " + text + " }\n", "text.jar");
    }

    @Test
    void aClassThatIsAbsentIsRefused() throws Exception {
        assertRefused(
                "apiVersion: agentropic/v1\nagents:\n  a: { mainClass: no.such.Class, classpath: ["
                        + Product.agentsJar() + "] }\n",
                "no.such.Class");
    }

    @Test
    void aClassThatIsNeitherAgentNorProgramIsRefused() throws Exception {
        assertRefused(
                "apiVersion: agentropic/v1\nagents:\n  a: { mainClass: io.agentropic.it.agents.HardLimit, classpath: ["
                        + Product.agentsJar() + "] }\n",
                "HardLimit",
                "main");
    }

    @Test
    void namesThatCouldLeaveTheirDirectoryAreRefused() throws Exception {
        for (String name : new String[] {"a/b", "..", "x".repeat(300)}) {
            assertRefused(
                    "apiVersion: agentropic/v1\nagents:\n  \"" + name + "\": { jar: " + Product.agentsJar() + " }\n",
                    name.substring(0, Math.min(20, name.length())));
        }
    }

    @Test
    void aFileThatIsMissingIsRefused() throws Exception {
        Cli cli = Cli.in(directory);
        CliResult result = cli.run(cli.here("up", "/no/such.yaml"));

        assertThat(result.code()).isIn(2, 6);
        assertThat(result.err()).contains("/no/such.yaml").doesNotContain("\tat ");
    }

    @Test
    void aRunDirectoryThatIsALinkIsRefused() throws Exception {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));
        CliResult result = Cli.in(directory)
                .run("run", "--run-dir", link.toString(), Product.agentsJar().toString(), "--", "print", "never");

        assertThat(result.code()).isNotZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("symbolic link").doesNotContain("\tat ");
    }

    @Test
    void aVerbThatThereIsNotIsUsage() throws Exception {
        CliResult result = Cli.in(directory).run("frobnicate");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("frobnicate");
    }

    @Test
    void withoutASupervisorTheCommandsSaySo() throws Exception {
        Cli cli = Cli.in(directory);
        CliResult result = cli.run(cli.here("ps"));

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("no supervisor").doesNotContain("\tat ");
    }

    @Test
    void versionAndDoctorNeedNothing() throws Exception {
        CliResult version = Cli.in(directory).run("version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).contains("0.1.0");

        CliResult doctor = Cli.in(directory).run("doctor");
        assertThat(doctor.code()).isZero();
        assertThat(doctor.out()).contains("memory", "cpu", "openFiles");
    }

    private void assertRefused(String yaml, String... mentions) throws Exception {
        Path file = Files.writeString(directory.resolve("agents.yaml"), yaml);
        Cli cli = Cli.in(directory);
        CliResult validated = cli.run("validate", file.toString());
        assertThat(validated.code()).as(validated.err()).isEqualTo(6);
        assertThat(validated.err()).contains(mentions).doesNotContain("\tat ");

        CliResult up = cli.run(cli.here("up", file.toString()));
        assertThat(up.code()).as(up.err()).isEqualTo(6);
        assertThat(up.err()).contains(mentions);
        assertThat(cli.runDirectory().resolve("workers.sock")).doesNotExist();
    }
}
