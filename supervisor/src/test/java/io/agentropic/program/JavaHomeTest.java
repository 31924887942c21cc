package io.agentropic.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JavaHomeTest {

    @TempDir
    private Path home;

    @Test
    void theRunningJvmPassesItsOwnInspection() {
        JavaHome own = JavaHome.own();

        assertThat(JavaHome.inspect(own.home()).passed().orElseThrow().featureVersion())
                .isEqualTo(own.featureVersion());
    }

    @ParameterizedTest
    @CsvSource({"17,17", "17.0.15,17", "21-ea,21", "25.0.3,25"})
    void theReleaseFileTellsTheVersion(String written, int featureVersion) throws IOException {
        jvm("JAVA_VERSION=\"" + written + "\"");

        assertThat(JavaHome.inspect(home).passed())
                .hasValue(new JavaHome(home, home.resolve("bin/java"), featureVersion));
    }

    @Test
    void anOldJvmIsRefused() throws IOException {
        jvm("JAVA_VERSION=\"1.8.0_402\"");

        assertThat(violations()).containsExactly(home + " is Java 8; agents need 17 or newer");
    }

    @Test
    void whatIsNoJvmIsExplained() throws IOException {
        assertThat(JavaHome.inspect(home.resolve("x")).violations().getFirst())
                .startsWith(home.resolve("x") + " does not exist");
        assertThat(violations()).containsExactly(home + " is no JVM: it has no executable bin/java");

        jvm("IMPLEMENTOR=\"nobody\"");
        assertThat(violations())
                .containsExactly(home.resolve("release") + " names no JAVA_VERSION, so this JVM's version is unknown");

        Files.delete(home.resolve("release"));
        assertThat(violations())
                .containsExactly(home.resolve("release") + " does not exist, so this JVM's version is unknown");
    }

    private List<String> violations() {
        return JavaHome.inspect(home).violations();
    }

    private void jvm(String release) throws IOException {
        Path executable = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(executable, "");
        assertThat(executable.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), release);
    }
}
