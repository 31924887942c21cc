package io.agentropic.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Program;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentClassPathTest {

    @TempDir
    private Path directory;

    private Path jar;

    @BeforeEach
    void jar() throws IOException {
        jar = Files.writeString(directory.resolve("a.jar"), "one");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void jarsOnAJvmThatKnowsSuchCachesCanHaveOne() throws IOException {
        assertThat(on(25, jar).obstacle(true)).isEmpty();
    }

    @Test
    void anOlderJvmHasNone() throws IOException {
        assertThat(on(24, jar).obstacle(false)).hasValue("/jvm is Java 24, and such caches begin with Java 25");
    }

    @Test
    void aClassPathWithADirectoryHasNone() throws IOException {
        assertThat(on(25, jar, directory).obstacle(false))
                .hasValue(directory + " is no jar, and JVMs keep classes of jars only");
    }

    @Test
    void whatOthersMayNotReadIsNotCopiedToWhereTheyCan() throws IOException {
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(on(25, jar).obstacle(true).orElseThrow()).startsWith(jar + " is closed to others");
        assertThat(on(25, jar).obstacle(false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseZGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:-UseCompressedOops",
                "-XX:ObjectAlignmentInBytes=16",
                "-XX:+UnlockExperimentalVMOptions",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"
            })
    void optionsThatDecideOnTheFormOfClassesAreKept(String option) {
        assertThat(with("-Xss1m", "-XX:+UseG1GC", option, "-Da=b").shape())
                .containsExactly("--enable-native-access=ALL-UNNAMED", option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseZGC", "-XX:+UseShenandoahGC", "-XX:+UseEpsilonGC"})
    void classesAreNotLinkedForCollectorsThatCannotTakeTheirObjects(String collector) {
        assertThat(with(collector).isLinked()).isFalse();
        assertThat(with("-XX:+UseG1GC").isLinked()).isTrue();
    }

    @Test
    void aChangeOfAJarIsSeenEvenWhenItsTimeAndSizeAreSetBack() throws IOException {
        String before = on(25, jar).state();
        FileTime time = Files.getLastModifiedTime(jar);
        assertThat(on(25, jar).state()).isEqualTo(before);

        Files.writeString(jar, "two");
        Files.setLastModifiedTime(jar, time);

        assertThat(on(25, jar).state()).isNotEqualTo(before);
    }

    private static AgentClassPath on(int version, Path... classPath) {
        return AgentClassPath.of(java(version), program(List.of(classPath)), List.of());
    }

    private AgentClassPath with(String... options) {
        return AgentClassPath.of(java(25), program(List.of(jar)), List.of(options));
    }

    private static JavaHome java(int version) {
        return new JavaHome(Path.of("/jvm"), Path.of("/jvm/bin/java"), version);
    }

    private static InspectedProgram program(List<Path> classPath) {
        return new InspectedProgram(
                new Program.MainClass("a.Main"),
                classPath,
                List.of("--enable-native-access=ALL-UNNAMED", "-Da.flag=of-the-manifest"));
    }
}
