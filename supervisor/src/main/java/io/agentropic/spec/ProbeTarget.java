package io.agentropic.spec;

import io.agentropic.time.DurationRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a probe looks at. */
public sealed interface ProbeTarget {

    /** The kind as configuration files call it. */
    String word();

    /** Everything that is wrong with the target, as sentences that begin with a key; empty when nothing is. */
    List<String> violations();

    /**
     * The worker's heartbeats, which carry what {@code Agent.health()} says and how far the agent has come.
     *
     * <p>Liveness is well while a heartbeat came within the period and the timeout together and it said healthy. Startup
     * and readiness want {@code context.ready()} said besides, which only an {@code Agent} can do.
     *
     * @param progressTimeout how long the agent may make no step ({@code progress()}, {@code checkpoint()}, messages);
     *     {@code null}, the default, for as long as it likes. An agent that waits for messages makes no steps
     */
    record Heartbeat(@Nullable Duration progressTimeout) implements ProbeTarget {

        @Override
        public String word() {
            return "heartbeat";
        }

        @Override
        public List<String> violations() {
            return progressTimeout == null || progressTimeout.isPositive()
                    ? List.of()
                    : List.of("progressTimeout must be above zero");
        }
    }

    /**
     * A GET request over HTTP/1.1; an answer with a status from 200 to 399 is well. Redirects are not followed.
     *
     * @param url an absolute {@code http} URL
     */
    record Http(URI url) implements ProbeTarget {

        @Override
        public String word() {
            return "http";
        }

        @Override
        public List<String> violations() {
            List<String> violations = new ArrayList<>();
            if (!"http".equalsIgnoreCase(url.getScheme())) {
                violations.add("url must begin with http://, '" + url + "' does not; for https use an exec probe");
            } else if (url.getHost() == null) {
                violations.add("url must name a host, '" + url + "' does not");
            }
            if (url.getPort() != -1) {
                violations.addAll(portViolations("url's port", url.getPort()));
            }
            return violations;
        }
    }

    /**
     * A connection to a TCP port. A weak sign: the kernel accepts connections for a process that hangs, too.
     *
     * @param host a name or an address
     * @param port from 1 to 65535
     */
    record Tcp(String host, int port) implements ProbeTarget {

        @Override
        public String word() {
            return "tcp";
        }

        @Override
        public List<String> violations() {
            List<String> violations = new ArrayList<>(portViolations("port", port));
            if (host.isBlank()) {
                violations.add("host must not be empty");
            }
            return violations;
        }
    }

    /**
     * A connection to a Unix-domain stream socket. As weak a sign as {@link Tcp}.
     *
     * @param path absolute; a symbolic link is not followed
     */
    record Unix(Path path) implements ProbeTarget {

        @Override
        public String word() {
            return "unix";
        }

        @Override
        public List<String> violations() {
            return pathViolations(path);
        }
    }

    /**
     * A file that the agent touches. Liveness is well while it was modified within {@code maxAge}; time before the probe began
     * and time in a pause do not count. Startup and readiness want it modified in this incarnation besides.
     *
     * @param path absolute; a symbolic link is not followed
     * @param maxAge how long ago the last modification may be, above zero
     */
    record ModifiedFile(Path path, Duration maxAge) implements ProbeTarget {

        @Override
        public String word() {
            return "file";
        }

        @Override
        public List<String> violations() {
            List<String> violations = new ArrayList<>(pathViolations(path));
            violations.addAll(DurationRules.aboveZero("maxAge", maxAge));
            return violations;
        }
    }

    /**
     * A command that ends with exit code 0 when all is well. It runs outside the agent's fence, as the supervisor's user,
     * with the agent's environment and working directory.
     *
     * @param command the program and its arguments; no shell is involved
     */
    record Exec(List<String> command) implements ProbeTarget {

        /** Copies the command. */
        public Exec {
            command = List.copyOf(command);
        }

        @Override
        public String word() {
            return "exec";
        }

        @Override
        public List<String> violations() {
            return command.isEmpty() || command.getFirst().isBlank()
                    ? List.of("command must name a program")
                    : List.of();
        }
    }

    private static List<String> pathViolations(Path path) {
        return path.isAbsolute() ? List.of() : List.of("path must be absolute, '" + path + "' is not");
    }

    private static List<String> portViolations(String key, int port) {
        return port < 1 || port > 65_535 ? List.of(key + " must be from 1 to 65535, not " + port) : List.of();
    }
}
