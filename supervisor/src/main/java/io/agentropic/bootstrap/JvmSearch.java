package io.agentropic.bootstrap;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds JVMs where they usually are: in {@code JAVA_HOME}, and below {@code /usr/lib/jvm}. */
final class JvmSearch {

    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

    private final Optional<String> javaHome;
    private final Path usualPlace;

    JvmSearch(Optional<String> javaHome, Path usualPlace) {
        this.javaHome = javaHome.filter(home -> !home.isEmpty());
        this.usualPlace = usualPlace;
    }

    static JvmSearch onThisHost() {
        return new JvmSearch(Optional.ofNullable(System.getenv("JAVA_HOME")), USUAL_PLACE);
    }

    /** The one in {@code JAVA_HOME} when it is new enough, else the newest there is. */
    Optional<Jvm> newestFrom(int featureVersion) {
        Optional<Jvm> chosen =
                javaHome.flatMap(home -> Jvm.at(Path.of(home))).filter(jvm -> jvm.featureVersion() >= featureVersion);
        return chosen.isPresent()
                ? chosen
                : below(usualPlace).stream()
                        .filter(jvm -> jvm.featureVersion() >= featureVersion)
                        .max(Comparator.comparingInt(Jvm::featureVersion).thenComparing(Jvm::home));
    }

    /** Where it looks, for messages. */
    String places() {
        return javaHome.map(home -> "JAVA_HOME (" + home + ")").orElse("JAVA_HOME (not set)") + " or " + usualPlace
                + "/*";
    }

    private static List<Jvm> below(Path directory) {
        List<Jvm> found = new ArrayList<>();
        try (Stream<Path> homes = Files.list(directory)) {
            homes.forEach(home -> Jvm.at(home).ifPresent(found::add));
        } catch (IOException nothingThere) {
            return List.of();
        }
        return found;
    }

    /**
     * A JVM.
     *
     * @param home its directory
     * @param featureVersion 25 …
     */
    record Jvm(Path home, int featureVersion) {

        /** The one in this directory, if its {@code release} file and its {@code bin/java} say so. */
        static Optional<Jvm> at(Path home) {
            if (!Files.isExecutable(home.resolve("bin/java"))) {
                return Optional.empty();
            }
            Properties release = new Properties();
            try (Reader in = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
                release.load(in);
            } catch (IOException | IllegalArgumentException unreadable) {
                return Optional.empty();
            }
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            try {
                return Optional.of(new Jvm(home, Runtime.Version.parse(version).feature()));
            } catch (IllegalArgumentException older) {
                return Optional.empty();
            }
        }

        Path executable() {
            return home.resolve("bin/java");
        }
    }
}
