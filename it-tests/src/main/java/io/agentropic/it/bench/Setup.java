package io.agentropic.it.bench;

import io.agentropic.it.agents.EchoAgent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;

/** What a figure depends on. */
final class Setup {

    private Setup() {}

    /** The jar that the measured programs lie in. */
    static Path agentsJar() {
        try {
            return Path.of(EchoAgent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the sample agents come from no file", e);
        }
    }

    static String line() {
        return "JDK " + Runtime.version() + ", Linux " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " CPUs";
    }

    static String json(String command) {
        return String.format(
                Locale.ROOT,
                "\"command\":\"%s\",\"jdk\":\"%s\",\"kernel\":\"%s\",\"arch\":\"%s\",\"cpus\":%d",
                command,
                Runtime.version(),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }
}
