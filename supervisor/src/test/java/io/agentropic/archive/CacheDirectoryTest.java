package io.agentropic.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.ipc.Program;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheDirectoryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void onlyItsUserHasAccessUnlessOthersNeedIt() throws IOException {
        Path cache = directory.resolve("cache");
        Path own = CacheDirectory.open(cache, "v1", false).path();
        assertThat(Files.getPosixFilePermissions(own)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(own.getParent()).isEqualTo(cache);
    }

    @Test
    void oneThatOthersCanWriteToIsRefused() throws IOException {
        Path cache = Files.createDirectory(directory.resolve("cache"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> CacheDirectory.open(cache, "v1", false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can be written by others");
    }

    @Test
    void oneThatOthersHaveToReachAndCannotIsRefused() throws IOException {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> CacheDirectory.open(closed.resolve("cache"), "v1", true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is closed to others");
    }

    @Test
    void whatNobodyUsedForAMonthIsRemovedAndTheRestIsKept() throws IOException {
        Path cache = directory.resolve("cache");
        CacheDirectory own = CacheDirectory.open(cache, "v2", false);
        Path old = aged(Files.createDirectory(cache.resolve("v1")), 31);
        Path recent = aged(Files.createDirectory(cache.resolve("v0")), 29);
        Path archive = aged(Files.createFile(own.path().resolve("a.aot")), 31);
        Path jar = aged(Files.createFile(own.path().resolve("agentropic-worker.jar")), 400);

        own.sweep(NOW);

        assertThat(old).doesNotExist();
        assertThat(archive).doesNotExist();
        assertThat(recent).exists();
        assertThat(jar).exists();
    }

    @Test
    void anotherBuildOfAJvmHasAnotherArchive() throws IOException {
        CacheDirectory own = CacheDirectory.open(directory.resolve("cache"), "v1", false);
        Path home = directory.resolve("jvm");
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/modules"));
        JavaHome java = new JavaHome(home, home.resolve("bin/java"), 25);
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25\"");
        ClassArchive first = own.archive(java);

        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.1\"");

        assertThat(own.archive(java)).isNotEqualTo(first);
        assertThat(first.file().getParent()).isEqualTo(own.path());
    }

    @Test
    void anAgentsClassPathHasAnArchiveOfItsOwnAndThatOfItsFormerJarsIsRemoved() throws IOException {
        CacheDirectory own = CacheDirectory.open(directory.resolve("cache"), "v1", false);
        Path home = directory.resolve("jvm");
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/modules"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25\"");
        JavaHome java = new JavaHome(home, home.resolve("bin/java"), 25);
        Path jar = Files.writeString(directory.resolve("a.jar"), "one");
        AgentClassPath main = agent(java, "a.Main", jar);
        Path first = Files.createFile(own.archive(main).file());
        Path other = Files.createFile(own.archive(agent(java, "a.Other", jar)).file());
        Path workers = Files.createFile(own.archive(java).file());
        assertThat(own.archive(main).file()).isEqualTo(first).exists();

        Files.writeString(jar, "another");

        assertThat(own.archive(main).file()).isNotEqualTo(first).doesNotExist();
        assertThat(first).doesNotExist();
        assertThat(other).exists();
        assertThat(workers).exists();
    }

    private static AgentClassPath agent(JavaHome java, String main, Path jar) {
        return AgentClassPath.of(
                java, new InspectedProgram(new Program.MainClass(main), List.of(jar), List.of()), List.of());
    }

    private static Path aged(Path file, int days) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(days))));
    }
}
