package io.agentropic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogReadingTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private Path log;

    @BeforeEach
    void log() {
        log = directory.resolve("stdout.log");
    }

    @ParameterizedTest
    @CsvSource({"-1,1 2 3 4 5", "0,''", "1,5", "2,4 5", "4,2 3 4 5", "99,1 2 3 4 5"})
    void theLastLinesReachIntoRotatedFiles(long lines, String expected) throws IOException {
        Files.writeString(directory.resolve("stdout.log.2"), "1\n");
        Files.writeString(directory.resolve("stdout.log.1"), "2\n3\n");
        Files.writeString(log, "4\n5\n");

        assertThat(new LogTail(log).copyLast(lines, read)).isEqualTo(4);
        assertThat(text()).isEqualTo(expected.isEmpty() ? "" : expected.replace(' ', '\n') + "\n");
    }

    @Test
    void aLineWithoutItsEndIsALine() throws IOException {
        Files.writeString(log, "a\nb");

        new LogTail(log).copyLast(1, read);

        assertThat(text()).isEqualTo("b");
    }

    @Test
    void longLinesAreFoundAcrossChunks() throws IOException {
        String line = "x".repeat(100_000) + "\n";
        Files.writeString(log, "first\n" + line + line);

        new LogTail(log).copyLast(2, read);

        assertThat(text()).isEqualTo(line + line);
    }

    @Test
    void nothingIsReadWhereThereIsNoLog() throws IOException {
        assertThat(new LogTail(log).copyLast(-1, read)).isZero();
        new LogFollower(log, read, 0).copyNew();
        assertThat(text()).isEmpty();
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret\n");
        Files.createSymbolicLink(log, secret);

        new LogTail(log).copyLast(-1, read);
        new LogFollower(log, read, 0).copyNew();

        assertThat(text()).isEmpty();
    }

    @Test
    void whatIsAppendedIsFollowed() throws IOException {
        LogFollower follower = new LogFollower(log, read, 0);
        append("a\n");
        follower.copyNew();
        append("b\n");
        append("c");
        follower.copyNew();
        follower.copyNew();

        assertThat(text()).isEqualTo("a\nb\nc");
    }

    @Test
    void whatWasRotatedBeforeItWasCopiedIsNotLost() throws IOException {
        LogFollower follower = new LogFollower(log, read, 0);
        append("1\n2\n3\n");
        follower.copyNew();
        append("4\n5\n");
        Files.copy(log, directory.resolve("stdout.log.1"));
        Files.writeString(log, "6\n");
        follower.copyNew();

        assertThat(text()).isEqualTo("1\n2\n3\n4\n5\n6\n");
    }

    @Test
    void aRotatedFileThatKeptItsEndOnlyIsCaughtUpWith() throws IOException {
        LogFollower follower = new LogFollower(log, read, 0);
        append("x".repeat(5_000) + "\n");
        follower.copyNew();
        Files.writeString(directory.resolve("stdout.log.1"), "x".repeat(2_000) + "\nunseen\n");
        Files.writeString(log, "new\n");
        follower.copyNew();

        assertThat(text()).isEqualTo("x".repeat(5_000) + "\nunseen\nnew\n");
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String text() {
        return read.toString(StandardCharsets.UTF_8);
    }
}
