package io.agentropic.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the built product and the JVMs of this machine lie. */
public final class Product {

    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private Product() {}

    /** The checkout, or the copy of it that a lane runs in. */
    public static Path root() {
        String root = System.getProperty("agentropic.root");
        if (root == null) {
            throw new IllegalStateException("-Dagentropic.root must name the checkout; it-tests/verify sets it");
        }
        return real(Path.of(root));
    }

    /** The launcher jar that users run. */
    public static Path launcherJar() {
        return existing(root().resolve("supervisor/target/agentropic-supervisor.jar"));
    }

    /** The jar with the sample agents; executable, its main class is {@code ChildProgram}. */
    public static Path agentsJar() {
        return existing(root().resolve("it-tests/target/agentropic-it-tests.jar"));
    }

    /** A file below {@code it-tests/examples}. */
    public static Path example(String name) {
        return existing(root().resolve("it-tests/examples").resolve(name));
    }

    /** The JVM that runs the tests: 25 or newer. */
    public static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** A JVM of exactly this feature version, where the machine has one. */
    public static Optional<Path> javaHome(int feature) {
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JVMS)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> releaseOf(home).contains("JAVA_VERSION=\"" + feature + "."))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + JVMS, e);
        }
    }

    private static String releaseOf(Path home) {
        try {
            return Files.readString(home.resolve("release"));
        } catch (IOException none) {
            return "";
        }
    }

    private static Path existing(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing; build it with: mvn -DskipTests package");
        }
        return file;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resolve " + path, e);
        }
    }
}
