package io.agentropic.it.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.support.Lane;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.runtime.AgentRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run directory is one supervisor's own, or it is not used. */
@Tag("host")
class RunDirectoriesTest {

    @TempDir
    Path directory;

    @Test
    void aSecondSupervisorIsRefusedUntilTheFirstHasClosed() {
        Path run = directory.resolve("run");
        try (AgentRuntime first = open(run)) {
            assertThat(first.runDirectory()).isEqualTo(run);
            assertThatThrownBy(() -> open(run))
                    .isInstanceOf(RunDirectoryException.class)
                    .hasMessageContaining("another supervisor");
        }
        open(run).close();
    }

    @Test
    void aSymbolicLinkIsRefused() throws Exception {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);

        assertRefused(link, "symbolic link");
        try (Stream<Path> files = Files.list(real)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aDirectoryThatTheGroupMayWriteIsRefused() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));

        assertRefused(open, "written by others");
    }

    @Test
    void aDirectoryThatIsTooLongForASocketIsRefused() {
        assertRefused(directory.resolve("d".repeat(120)), "a socket's path may have");
    }

    @Test
    void aDirectoryOfSomeoneElseIsRefused() throws Exception {
        Path foreign = Path.of("/usr/lib");
        if (Lane.root()) {
            foreign = Files.createDirectory(directory.resolve("foreign"));
            Files.setAttribute(foreign, "unix:uid", 65_534);
        }

        assertRefused(foreign, "belongs to uid");
    }

    @Test
    void aFileIsRefused() throws Exception {
        assertRefused(Files.createFile(directory.resolve("file")), "no directory");
    }

    @Test
    void aTemporaryRunDirectoryIsRemovedAtTheEnd() {
        Path temporary;
        try (AgentRuntime runtime =
                AgentRuntime.builder().enforcement(Lane.enforcement()).build()) {
            temporary = runtime.runDirectory();
            assertThat(temporary).isDirectory();
        }
        assertThat(temporary).doesNotExist();
    }

    private static void assertRefused(Path path, String why) {
        assertThatThrownBy(() -> open(path))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(why);
    }

    private static AgentRuntime open(Path path) {
        return AgentRuntime.builder()
                .enforcement(Lane.enforcement())
                .runDirectory(path)
                .build();
    }
}
