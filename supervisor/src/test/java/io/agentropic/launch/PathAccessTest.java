package io.agentropic.launch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.sandbox.FilesystemAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.ProgramSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PathAccessTest {

    private static final int GROUP = 1_900_000_000;

    @TempDir
    private Path directory;

    private Path run;
    private Path data;

    @BeforeEach
    void directories() throws IOException {
        mode(directory, "rwx--x--x");
        run = Files.createDirectory(directory.resolve("run"));
        data = Files.createDirectory(directory.resolve("data"));
    }

    @Test
    void whatContainsOrLiesInTheRunDirectoryIsRefused() {
        for (Path path : List.of(run, directory, run.resolve("agents"))) {
            PathAccess access = new PathAccess(spec(SandboxConfig.builder().readable(path)));
            assertThatThrownBy(() -> access.requireApartFrom(run))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContaining("may not be given " + path);
        }
        assertThatCode(() -> new PathAccess(spec(SandboxConfig.builder().writable(data))).requireApartFrom(run))
                .doesNotThrowAnyException();
    }

    @Test
    void aWorkingDirectoryIsAGrantLikeAnyOther() {
        PathAccess access = new PathAccess(AgentSpec.of("a", new ProgramSource.ExecutableJar(data))
                .workingDirectory(directory)
                .build());
        assertThatThrownBy(() -> access.requireApartFrom(run)).isInstanceOf(InvalidSpecException.class);
    }

    @Test
    void aDirectoryThatIsClosedToOthersIsOutOfReach() throws IOException {
        Path below = Files.writeString(data.resolve("file"), "");
        mode(data, "rwx------");
        assertRefused(SandboxConfig.builder().readable(below), "cannot reach " + below + ": " + data.toRealPath());
    }

    @Test
    void whatOthersMayNotWriteIsRefusedWithTheCommandThatHelps() throws IOException {
        mode(data, "rwxr-xr-x");
        assertRefused(
                SandboxConfig.builder().writable(data),
                "may not write " + data + "; run 'chgrp -R " + GROUP + " " + data + " && chmod -R g+rwXs " + data
                        + "'");
        reachable(SandboxConfig.builder().readable(data));
        mode(data, "rwxrwxrwx");
        reachable(SandboxConfig.builder().writable(data));
        mode(data, "rwx--x--x");
        assertRefused(SandboxConfig.builder().readable(data), "may not read " + data);
    }

    @Test
    void readWriteMeansTheWorkingDirectory() throws IOException {
        mode(data, "rwxr-xr-x");
        AgentSpec spec = AgentSpec.of("a", new ProgramSource.ExecutableJar(data))
                .workingDirectory(data)
                .isolation(IsolationConfig.builder()
                        .level(IsolationLevel.SANDBOX)
                        .sandbox(SandboxConfig.builder()
                                .filesystem(FilesystemAccess.READ_WRITE)
                                .build())
                        .build())
                .build();
        assertThatThrownBy(() -> new PathAccess(spec).requireWithinReach(run, List.of(), GROUP))
                .hasMessageContaining("may not write " + data);
    }

    private void assertRefused(SandboxConfig.Builder config, String sentence) {
        PathAccess access = new PathAccess(spec(config));
        assertThatThrownBy(() -> access.requireWithinReach(run, List.of(), GROUP))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining(sentence);
    }

    private void reachable(SandboxConfig.Builder config) {
        assertThatCode(() -> new PathAccess(spec(config)).requireWithinReach(run, List.of(), GROUP))
                .doesNotThrowAnyException();
    }

    private static AgentSpec spec(SandboxConfig.Builder config) {
        return AgentSpec.of("a", new ProgramSource.ExecutableJar(Path.of("/app.jar")))
                .isolation(IsolationConfig.builder()
                        .level(IsolationLevel.SANDBOX)
                        .sandbox(config.build())
                        .build())
                .build();
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
