package io.agentropic.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JvmSearchTest {

    @TempDir
    private Path directory;

    @Test
    void theNewestIsChosen() throws IOException {
        jvm("jdk-17", "17.0.15");
        jvm("jdk-25", "25.0.3");
        Path newest = jvm("jdk-26", "26-ea");

        assertThat(search(Optional.empty()).newestFrom(25)).hasValue(new JvmSearch.Jvm(newest, 26));
    }

    @Test
    void javaHomeIsPreferredWhenItIsNewEnough() throws IOException {
        Path home = jvm("elsewhere/jdk", "25");
        jvm("jdk-26", "26");

        assertThat(search(Optional.of(home.toString())).newestFrom(25)).hasValue(new JvmSearch.Jvm(home, 25));
        assertThat(search(Optional.of(home.toString())).newestFrom(26))
                .hasValueSatisfying(jvm -> assertThat(jvm.featureVersion()).isEqualTo(26));
    }

    @Test
    void whatIsNoJvmIsPassedOver() throws IOException {
        Files.createDirectories(directory.resolve("openjdk-25"));
        jvm("old", "1.8.0_402");
        jvm("odd", "next");
        assertThat(jvm("unusable", "25").resolve("bin/java").toFile().setExecutable(false))
                .isTrue();

        assertThat(search(Optional.of("")).newestFrom(9)).isEmpty();
        assertThat(search(Optional.of("/nowhere")).newestFrom(9)).isEmpty();
    }

    @Test
    void thePlacesAreNamed() {
        assertThat(search(Optional.of("/x")).places()).isEqualTo("JAVA_HOME (/x) or " + directory + "/*");
        assertThat(search(Optional.empty()).places()).isEqualTo("JAVA_HOME (not set) or " + directory + "/*");
    }

    private JvmSearch search(Optional<String> javaHome) {
        return new JvmSearch(javaHome, directory);
    }

    private Path jvm(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
