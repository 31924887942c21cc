package io.agentropic.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK or JRE that can run agents.
 *
 * @param home its directory, absolute
 * @param executable its {@code bin/java}
 * @param featureVersion 17, 21, 25 …
 */
public record JavaHome(Path home, Path executable, int featureVersion) {

    /** The oldest JVM that runs the worker. */
    public static final int OLDEST = 17;

    private static final int MAX_RELEASE_BYTES = 1 << 16;
    private static final Pattern VERSION = Pattern.compile("\"?(?:1\\.)?(\\d{1,4})\\b.*");

    /** The one that runs this program. */
    public static JavaHome own() {
        Path home = Path.of(System.getProperty("java.home"));
        return new JavaHome(home, home.resolve("bin/java"), Runtime.version().feature());
    }

    /** Looks at a directory that should hold one; its {@code release} file tells the version, nothing is run. */
    public static Inspection<JavaHome> inspect(Path home) {
        return Inspection.of(() -> look(home.toAbsolutePath().normalize()));
    }

    private static JavaHome look(Path home) {
        if (!Files.isDirectory(home)) {
            throw new Violation(home + (Files.exists(home) ? " is not a directory" : " does not exist")
                    + "; name the directory of a JDK or JRE, for example /usr/lib/jvm/temurin-25");
        }
        Path executable = home.resolve("bin/java");
        if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
            throw new Violation(home + " is no JVM: it has no executable bin/java");
        }
        int featureVersion = featureVersion(home.resolve("release"));
        if (featureVersion < OLDEST) {
            throw new Violation(home + " is Java " + featureVersion + "; agents need " + OLDEST + " or newer");
        }
        return new JavaHome(home, executable, featureVersion);
    }

    private static int featureVersion(Path release) {
        if (!Files.isRegularFile(release)) {
            throw new Violation(release + " does not exist, so this JVM's version is unknown");
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(new StringReader(new String(in.readNBytes(MAX_RELEASE_BYTES), StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Violation(release + " cannot be read: " + unreadable.getMessage());
        }
        Matcher version = VERSION.matcher(properties.getProperty("JAVA_VERSION", ""));
        if (!version.matches()) {
            throw new Violation(release + " names no JAVA_VERSION, so this JVM's version is unknown");
        }
        return Integer.parseInt(version.group(1));
    }
}
