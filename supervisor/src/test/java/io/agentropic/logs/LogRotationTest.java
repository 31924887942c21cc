package io.agentropic.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.DataSize;
import io.agentropic.spec.LogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogRotationTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsLargeAtTheEndIsRotatedBeforeTheThreadEnds() throws IOException {
        AgentLogs logs = logs("a");
        try (LogRotation rotation = LogRotation.start()) {
            rotation.watch(logs);
            Files.writeString(logs.stdout().path(), "x".repeat(101));
        }
        assertThat(logs.stdout().path()).isEmptyFile();
    }

    @Test
    void forgottenFilesAreLeftAlone() throws IOException {
        AgentLogs logs = logs("a");
        try (LogRotation rotation = LogRotation.start()) {
            rotation.watch(logs);
            rotation.forget(logs);
            Files.writeString(logs.stdout().path(), "x".repeat(101));
        }
        assertThat(logs.stdout().path()).hasSize(101);
    }

    @Test
    void filesThatCannotBeRotatedHoldUpNoOthers() throws IOException {
        AgentLogs hostile = logs("hostile");
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "x".repeat(101));
        Files.createSymbolicLink(hostile.stdout().path(), elsewhere);
        AgentLogs good = logs("good");
        Files.writeString(good.stdout().path(), "x".repeat(101));
        try (LogRotation rotation = LogRotation.start()) {
            rotation.watch(hostile);
            rotation.watch(good);
        }
        assertThat(elsewhere).hasSize(101);
        assertThat(good.stdout().path()).isEmptyFile();
    }

    private AgentLogs logs(String agent) throws IOException {
        return AgentLogs.in(Files.createDirectory(directory.resolve(agent)), new LogConfig(DataSize.ofBytes(100), 2));
    }
}
