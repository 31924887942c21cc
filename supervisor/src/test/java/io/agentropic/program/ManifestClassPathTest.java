package io.agentropic.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestClassPathTest {

    @TempDir
    private Path directory;

    private Path app;

    @BeforeEach
    void anApplicationWithAPlaceForItsLibraries() throws IOException {
        app = Files.createDirectory(directory.resolve("app"));
        Files.createDirectory(app.resolve("lib"));
        jar(directory.resolve("outside.jar"), "");
        Files.writeString(app.resolve("secret.txt"), "secret");
    }

    @Test
    void jarsBesideAndBelowAreFoundAndTheirsInTurn() throws IOException {
        Path main = jar(app.resolve("main.jar"), "lib/a.jar beside.jar missing.jar");
        Path beside = jar(app.resolve("beside.jar"), "");
        Path a = jar(app.resolve("lib/a.jar"), "b.jar ../main.jar");
        Path b = jar(app.resolve("lib/b.jar"), "a.jar");
        assertThat(ManifestClassPath.withNamed(List.of(main))).containsExactlyInAnyOrder(main, beside, a, b);
    }

    @Test
    void whatAJarNamesElsewhereIsNotItsToRead() throws IOException {
        Files.createSymbolicLink(app.resolve("lib/link.jar"), directory.resolve("outside.jar"));
        Path main = jar(
                app.resolve("main.jar"),
                "../outside.jar file:/etc/passwd file:/ secret.txt lib/ lib/link.jar http://example.org/a.jar %");
        assertThat(ManifestClassPath.withNamed(List.of(main))).containsExactly(main);
    }

    @Test
    void directoriesAndFilesThatAreNoJarsNameNothing() {
        List<Path> classPath = List.of(app, app.resolve("secret.txt"), app.resolve("missing"));
        assertThat(ManifestClassPath.withNamed(classPath)).isEqualTo(classPath);
    }

    private static Path jar(Path file, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }
}
