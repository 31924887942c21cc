package io.agentropic.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {

    private static final int NOBODY = 65_534;

    @TempDir
    private Path parent;

    @Test
    void aMissingDirectoryIsMadeForThisUserOnly() throws IOException {
        Path path = parent.resolve("a/run");
        try (RunDirectory directory = RunDirectory.open(path)) {
            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(directory.reports()).isDirectory();
            assertThat(directory.runId()).matches("[0-9a-f]{12}");
            assertThat(Files.getPosixFilePermissions(directory.makeAgentDirectory("x")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aSymbolicLinkIsRefused() throws IOException {
        Path target = Files.createDirectory(parent.resolve("target"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), target);
        assertRefused(link, "the run directory " + link + " is a symbolic link; name the directory itself");
    }

    @Test
    void aFileIsRefused() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertRefused(file, "the run directory " + file + " is no directory");
    }

    @Test
    void aDirectoryThatTheGroupMayWriteIsRefused() throws IOException {
        Path open = Files.createDirectory(parent.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
        assertRefused(open, "the run directory " + open + " can be written by others; run 'chmod go-w " + open + "'");
    }

    @Test
    void someoneElsesDirectoryIsRefused() throws IOException {
        assumeTrue(OwnUser.uid() == 0, "only root can give a directory away");
        Path other = Files.createDirectory(parent.resolve("other"));
        Files.setAttribute(other, "unix:uid", NOBODY);
        assertRefused(other, "the run directory " + other + " belongs to uid " + NOBODY + ", not to uid 0");
    }

    @Test
    void aPathTooLongForASocketIsRefusedBeforeAnythingIsMade() {
        Path deep = parent.resolve("d".repeat(120));
        assertThatThrownBy(() -> RunDirectory.open(deep))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining("a socket's path may have 107")
                .hasMessageContaining("--run-dir");
        assertThat(deep).doesNotExist();
    }

    @Test
    void aSecondSupervisorInThisProcessIsRefused() {
        Path path = parent.resolve("run");
        try (RunDirectory _ = RunDirectory.open(path)) {
            assertInUse(path);
        }
    }

    @Test
    void aSecondSupervisorInAnotherProcessIsRefused() throws Exception {
        Path path = parent.resolve("run");
        try (RunDirectory _ = RunDirectory.open(path)) {
            assertThat(LockAttempt.byAnotherProcess(path)).startsWith("another supervisor uses");
        }
    }

    /** Closing any descriptor of a locked file drops the process's lock (fcntl(2)). */
    @Test
    void aRefusalInThisProcessDoesNotUnlockTheDirectoryForOthers() throws Exception {
        Path path = parent.resolve("run");
        try (RunDirectory _ = RunDirectory.open(path)) {
            assertInUse(path);
            assertThat(LockAttempt.byAnotherProcess(path)).startsWith("another supervisor uses");
        }
    }

    @Test
    void closingUnlocksAndRemovesTheSockets() throws Exception {
        Path path = parent.resolve("run");
        try (RunDirectory directory = RunDirectory.open(path)) {
            Files.createFile(directory.controlSocket());
            Files.createFile(directory.workerSocket());
        }
        assertThat(path.resolve("control.sock")).doesNotExist();
        assertThat(path.resolve("workers.sock")).doesNotExist();
        assertThat(LockAttempt.byAnotherProcess(path)).isEqualTo("opened " + path);
        try (RunDirectory again = RunDirectory.open(path)) {
            assertThat(again.path()).isEqualTo(path);
        }
    }

    @Test
    void closingTwiceLeavesTheNextOwnerAlone() throws Exception {
        Path path = parent.resolve("run");
        RunDirectory first = RunDirectory.open(path);
        first.close();
        try (RunDirectory second = RunDirectory.open(path)) {
            Files.createFile(second.controlSocket());
            first.close();
            assertThat(second.controlSocket()).exists();
            assertInUse(path);
        }
    }

    @Test
    void aTemporaryDirectoryGoesWithAllThatIsInIt() throws IOException {
        Path outside = Files.createFile(parent.resolve("outside"));
        RunDirectory directory = RunDirectory.temporary();
        Path agent = directory.makeAgentDirectory("a");
        Files.createSymbolicLink(agent.resolve("link"), outside);
        Files.createFile(agent.resolve("stdout.log"));
        directory.close();
        assertThat(directory.path()).doesNotExist();
        assertThat(outside).exists();
    }

    private static void assertInUse(Path path) {
        assertRefused(
                path,
                "another supervisor uses the run directory " + path
                        + "; stop it with 'down', or choose another directory with --run-dir");
    }

    private static void assertRefused(Path path, String message) {
        assertThatThrownBy(() -> RunDirectory.open(path))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessage(message);
    }
}
