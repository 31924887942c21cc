package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OomScoreTest {

    @TempDir
    Path proc;

    private Path score(String value) throws IOException {
        return Files.writeString(Files.createDirectories(proc.resolve("17")).resolve("oom_score_adj"), value + "\n");
    }

    @ParameterizedTest
    @CsvSource({"-1000, 0", "-1, 0", "0, 0", "300, 300"})
    void protectionIsGivenUpAndNothingElse(String before, String after) throws IOException {
        Path file = score(before);
        OomScore.unprotect(proc, 17);
        assertThat(Files.readString(file).strip()).isEqualTo(after);
    }

    @Test
    void protectionThatStaysIsAnError() throws IOException {
        Path file = score("-500");
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> OomScore.unprotect(proc, 17))
                .isInstanceOf(FenceException.class)
                .hasMessageContaining("process 17");
    }

    @Test
    void aProcessThatIsGoneIsAnError() {
        assertThatThrownBy(() -> OomScore.unprotect(proc, 18))
                .isInstanceOf(FenceException.class)
                .hasMessage("there is no process 18 to enclose");
    }

    @Test
    @Tag("cgroup")
    void aChildOfAProtectedSupervisorIsNotProtected() throws IOException {
        Path own = Path.of("/proc/self/oom_score_adj");
        String before = Files.readString(own).strip();
        try {
            Files.writeString(own, "-500");
        } catch (IOException unprivileged) {
            assumeThat(unprivileged).as("only CAP_SYS_RESOURCE protects itself").isNull();
        }
        Process child = new ProcessBuilder("sleep", "100").start();
        try {
            Path score = Path.of("/proc/" + child.pid() + "/oom_score_adj");
            assertThat(Files.readString(score).strip()).isEqualTo("-500");
            OomScore.unprotect(child.pid());
            assertThat(Files.readString(score).strip()).isEqualTo("0");
        } finally {
            child.destroyForcibly();
            Files.writeString(own, before);
        }
    }
}
