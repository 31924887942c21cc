package io.agentropic.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStampsTest {

    @TempDir
    private Path directory;

    @Test
    void filesThatAreLeftAloneAreCurrent() throws IOException {
        FileStamps stamps = FileStamps.of(List.of(file("a.jar", "a"), directory.resolve("missing.jar")));
        assertThat(stamps.areCurrent()).isTrue();
    }

    @Test
    void aFileThatWasWrittenToIsNot() throws IOException {
        FileStamps stamps = FileStamps.of(List.of(file("a.jar", "a")));
        file("a.jar", "longer");
        assertThat(stamps.areCurrent()).isFalse();
    }

    @Test
    void aFileWhosePlaceAnotherTookIsNot() throws IOException {
        Path jar = file("a.jar", "a");
        FileStamps stamps = FileStamps.of(List.of(jar));
        Path other = file("b.jar", "b");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(jar));
        Files.move(other, jar, StandardCopyOption.ATOMIC_MOVE);
        assertThat(stamps.areCurrent()).isFalse();
    }

    @Test
    void aFileThatAppearedIsNot() throws IOException {
        FileStamps stamps = FileStamps.of(List.of(directory.resolve("late.jar")));
        file("late.jar", "a");
        assertThat(stamps.areCurrent()).isFalse();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
