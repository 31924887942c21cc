package io.agentropic.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.limits.DataSize;
import io.agentropic.spec.LogConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {

    private static final int MAX_BYTES = 1_000;
    private static final int TAIL_BYTES = 64 * 1024;

    @TempDir
    private Path directory;

    private Path path;
    private LogFile file;

    @BeforeEach
    void threeFilesAreKept() {
        path = directory.resolve("stdout.log");
        file = new LogFile(path, MAX_BYTES, 3);
    }

    // Files that a process has begun before.

    @Test
    void whatTheStreamHeldComesBeforeWhatTheProcessHadWritten() throws IOException {
        write("earlier\n");
        long since = file.position();
        Path other = Files.writeString(directory.resolve("other.log"), "already\n");
        try (OutputStream process = Files.newOutputStream(other, StandardOpenOption.APPEND)) {
            file.adopt(other);
            process.write("later\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(path).hasContent("earlier\nalready\nlater\n");
        assertThat(file.tail(10, since)).containsExactly("already", "later");
        assertThat(other).doesNotExist();
    }

    @Test
    void aStreamWithoutAFileGoesOnInThatOfTheProcess() throws IOException {
        Path other = Files.writeString(directory.resolve("other.log"), "already\n");
        file.adopt(other);
        assertThat(path).hasContent("already\n");
        assertThat(file.position()).isEqualTo(8);
    }

    // Rotation.

    @Test
    void aFileWithinItsSizeStays() throws IOException {
        write("x".repeat(MAX_BYTES));
        assertThat(file.rotateIfLarge()).isFalse();
        assertThat(path).hasSize(MAX_BYTES);
        assertThat(aged(1)).doesNotExist();
    }

    @Test
    void aFileThatIsMissingNeedsNoRotation() throws IOException {
        assertThat(file.rotateIfLarge()).isFalse();
        assertThat(file.position()).isZero();
        assertThat(file.tail(10, 0)).isEmpty();
    }

    @Test
    void filesAgeAndTheOldestGoes() throws IOException {
        for (String generation : new String[] {"a", "b", "c", "d"}) {
            write(generation.repeat(MAX_BYTES + 1));
            assertThat(file.rotateIfLarge()).isTrue();
        }
        assertThat(path).isEmptyFile();
        assertThat(aged(1)).hasContent("d".repeat(MAX_BYTES));
        assertThat(aged(2)).hasContent("c".repeat(MAX_BYTES));
        assertThat(aged(3)).doesNotExist();
    }

    @Test
    void oneFileAloneIsCutAndNothingIsKeptBesideIt() throws IOException {
        LogFile alone = new LogFile(path, MAX_BYTES, 1);
        write("x".repeat(MAX_BYTES + 1));
        assertThat(alone.rotateIfLarge()).isTrue();
        assertThat(path).isEmptyFile();
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(path));
    }

    @Test
    void aFloodIsKeptByItsEnd() throws IOException {
        write("old ".repeat(10 * MAX_BYTES) + "the end");
        assertThat(file.rotateIfLarge()).isTrue();
        assertThat(aged(1)).hasSize(MAX_BYTES);
        assertThat(Files.readString(aged(1))).endsWith("the end");
    }

    @Test
    void aWriterThatAppendsGoesOnAtTheBeginningOfTheCutFile() throws IOException {
        try (OutputStream writer = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long most = 0;
            for (int i = 0; i < 500; i++) {
                writer.write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
                if (i % 10 == 0) {
                    file.rotateIfLarge();
                }
                most = Math.max(most, bytesOnDisk());
            }
            assertThat(most).isBetween(2L * MAX_BYTES, 3L * MAX_BYTES + 100);
        }
        assertThat(Files.readString(path)).endsWith("line 499\n").doesNotContain("\0");
        assertThat(file.tail(2, 0)).containsExactly("line 498", "line 499");
    }

    @Test
    void aSymbolicLinkIsRefusedAndWhatItPointsToStays() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "x".repeat(MAX_BYTES + 1));
        Files.writeString(aged(1), "history");
        Files.createSymbolicLink(path, elsewhere);

        assertThatThrownBy(file::rotateIfLarge).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.tail(10, 0)).isInstanceOf(IOException.class);
        assertThat(elsewhere).hasSize(MAX_BYTES + 1);
        assertThat(aged(1)).hasContent("history");
    }

    @Test
    void aStreamThatIsRefusedLeavesTheOtherItsRotation() throws IOException {
        AgentLogs logs = AgentLogs.in(directory, new LogConfig(DataSize.ofBytes(MAX_BYTES), 2));
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "x".repeat(MAX_BYTES + 1));
        Files.createSymbolicLink(path, elsewhere);
        Files.writeString(logs.stderr().path(), "x".repeat(MAX_BYTES + 1));

        assertThatThrownBy(logs::rotateIfLarge).isInstanceOf(IOException.class);
        assertThat(logs.stderr().path()).isEmptyFile();
    }

    // The last lines.

    @Test
    void theLastLinesSinceAMomentAreTold() throws IOException {
        write("of the incarnation before\n");
        long since = file.position();
        write("one\ntwo\nthree\n");
        assertThat(file.tail(50, since)).containsExactly("one", "two", "three");
        assertThat(file.tail(2, since)).containsExactly("two", "three");
        assertThat(file.tail(50, file.position())).isEmpty();
    }

    @Test
    void linesThatWereMovedAsideAMomentAgoAreAmongTheLast() throws IOException {
        write("of the incarnation before\n");
        long since = file.position();
        write("x".repeat(MAX_BYTES) + "\nTerminating due to java.lang.OutOfMemoryError\nthis line ");
        file.rotateIfLarge();
        write("goes on\n");
        assertThat(file.tail(2, since))
                .containsExactly("Terminating due to java.lang.OutOfMemoryError", "this line goes on");
    }

    @Test
    void whatWasMovedAsideBeforeAMomentIsNotTold() throws IOException {
        write("x".repeat(MAX_BYTES) + "\nold\n");
        file.rotateIfLarge();
        long since = file.position();
        write("new\n");
        assertThat(file.tail(50, since)).containsExactly("new");
    }

    @Test
    void linesOfTheIncarnationBeforeInTheSameMovedFileAreNotTold() throws IOException {
        write("y".repeat(MAX_BYTES) + "\nof the incarnation before\n");
        long since = file.position();
        write("new\n");
        file.rotateIfLarge();
        assertThat(file.tail(50, since)).containsExactly("new");
    }

    @Test
    void whatAnEarlierSupervisorMovedAsideIsNotTold() throws IOException {
        Files.writeString(aged(1), "from long ago\n");
        write("new\n");
        assertThat(file.tail(50, 0)).containsExactly("new");
    }

    @Test
    void aHugeLineIsShownByItsEnd() throws IOException {
        write("a".repeat(10 * TAIL_BYTES) + "z\n");
        assertThat(file.tail(50, 0))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize(TAIL_BYTES - 1).endsWith("az"));
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuch() throws IOException {
        Files.write(path, new byte[] {'a', (byte) 0xff, (byte) 0xfe, 'b', '\n', 'c'});
        assertThat(file.tail(50, 0)).containsExactly("a\ufffd\ufffdb", "c");
    }

    @Test
    void manyLinesAreCutToTheNumberAskedFor() throws IOException {
        write(IntStream.range(0, 1_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining()));
        assertThat(file.tail(50, 0)).hasSize(50).startsWith("line 950").endsWith("line 999");
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path aged(int age) {
        return directory.resolve("stdout.log." + age);
    }

    private long bytesOnDisk() throws IOException {
        long sum = 0;
        for (Path kept : new Path[] {path, aged(1), aged(2), aged(3)}) {
            sum += Files.exists(kept) ? Files.size(kept) : 0;
        }
        return sum;
    }
}
