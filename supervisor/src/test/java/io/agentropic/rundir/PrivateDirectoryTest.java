package io.agentropic.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateDirectoryTest {

    private static final int UID = 1_900_000_777;
    private static final int GROUP = 1_900_000_000;

    @TempDir
    private Path parent;

    private RunDirectory runDirectory;
    private PrivateDirectory own;

    @BeforeEach
    void open() throws IOException {
        runDirectory = RunDirectory.open(parent.resolve("run"));
        own = runDirectory.makePrivateDirectory("a-1");
    }

    @AfterEach
    void close() {
        runDirectory.close();
    }

    @Test
    void itIsForItsOwnerOnly() throws IOException {
        assertThat(mode(own.path())).isEqualTo("rwx------");
        assertThat(mode(runDirectory.path().resolve("private"))).isEqualTo("rwx------");
    }

    @Test
    void linksAreRemovedAndNeverFollowed() throws IOException {
        Path precious = Files.createDirectory(parent.resolve("precious"));
        Path file = Files.writeString(precious.resolve("file"), "kept");
        Files.createSymbolicLink(own.path().resolve("to-directory"), precious);
        Files.createSymbolicLink(own.path().resolve("to-file"), file);
        Files.createSymbolicLink(own.path().resolve("to-nothing"), Path.of("/no/such/file"));
        Files.createLink(own.path().resolve("hard"), file);
        own.close();
        assertThat(own.path()).doesNotExist();
        assertThat(file).hasContent("kept");
    }

    @Test
    void directoriesThatAreDeeperThanAPathCanSayAreRemoved() throws IOException {
        Path current = Files.createDirectory(own.path().resolve("0"));
        for (int depth = 1; depth <= 40; depth++) {
            Path above = Files.createDirectory(own.path().resolve(Integer.toString(depth)));
            Files.move(current, above.resolve("x".repeat(200)));
            current = above;
        }
        own.close();
        assertThat(own.path()).doesNotExist();
        assertThat(own.path().getParent()).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatIsClosedToItsOwnerIsRemoved() throws IOException {
        Path closed = Files.createDirectory(own.path().resolve("closed"));
        Files.createFile(closed.resolve("file"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        own.close();
        assertThat(own.path()).doesNotExist();
    }

    @Test
    void whatAnEarlierRunLeftIsSweptAndMadeAnew() throws IOException {
        Files.createDirectories(own.path().resolve("a/b"));
        assertThat(runDirectory.makePrivateDirectory("a-1").path()).isEmptyDirectory();
        Files.createDirectories(own.path().resolve("a/b"));
        runDirectory.sweepPrivateDirectories();
        assertThat(own.path().getParent()).isEmptyDirectory();
    }

    @Test
    void aRegularFileIsRescuedAndALinkIsNot() throws IOException {
        Path target = parent.resolve("kept.log");
        Path secret = Files.writeString(parent.resolve("secret"), "secret");
        Path file = own.path().resolve("hs_err_1.log");
        own.rescue(file, target);
        Files.createSymbolicLink(file, secret);
        own.rescue(file, target);
        assertThat(target).doesNotExist();
        Files.delete(file);
        Files.writeString(file, "crashed");
        own.rescue(file, target);
        assertThat(target).hasContent("crashed");
        assertThat(file).doesNotExist();
    }

    @Test
    void theGroupOfAgentsIsLetThroughToWhatItNeedsAndToNothingElse() throws IOException {
        assumeTrue(OwnUser.uid() == 0, "only root can give files to a group");
        Files.createFile(runDirectory.workerSocket());
        runDirectory.admit(GROUP);
        own.giveTo(UID);
        assertThat(mode(runDirectory.path())).isEqualTo("rwx--x---");
        assertThat(mode(runDirectory.path().resolve("private"))).isEqualTo("rwx--x---");
        assertThat(mode(runDirectory.workerSocket())).isEqualTo("rw--w----");
        assertThat(mode(runDirectory.path().resolve("agents"))).isEqualTo("rwx------");
        assertThat(mode(runDirectory.reports())).isEqualTo("rwx------");
        assertThat(Files.getAttribute(own.path(), "unix:uid")).isEqualTo(UID);
        assertThat(Files.getAttribute(runDirectory.path(), "unix:gid")).isEqualTo(GROUP);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }
}
