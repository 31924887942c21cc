package io.agentropic.config;

import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import io.agentropic.spec.ProbeTarget;
import io.agentropic.time.DurationText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code health:} of an agent. */
final class HealthSection {

    private static final String LOCAL = "127.0.0.1";
    private static final ValueReader<Kind> KIND =
            ValueReader.oneOf(Kind.values(), kind -> kind.name().toLowerCase(Locale.ROOT));

    private enum Kind {
        HEARTBEAT,
        HTTP,
        TCP,
        UNIX,
        FILE,
        EXEC
    }

    private HealthSection() {}

    static HealthConfig read(Section agent, Path base) {
        HealthConfig.Builder health = HealthConfig.builder();
        agent.section("health").ifPresent(section -> {
            for (ProbeRole role : ProbeRole.values()) {
                section.section(role.word())
                        .flatMap(probe -> probe(probe, base))
                        .ifPresent(probe -> health.probe(role, probe));
            }
            section.end();
        });
        return health.build();
    }

    private static Optional<Probe.Builder> probe(Section section, Path base) {
        Optional<Kind> kind = section.value("type", KIND);
        if (kind.isEmpty() && !section.has("type")) {
            section.problem("'type' is missing: heartbeat, http, tcp, unix, file or exec");
        }
        Optional<Probe.Builder> probe =
                kind.flatMap(known -> target(section, known, base)).map(Probe::of);
        Timing.read(section).applyTo(probe);
        if (kind.isPresent()) {
            section.end();
        }
        return probe;
    }

    private static Optional<ProbeTarget> target(Section section, Kind kind, Path base) {
        return switch (kind) {
            case HEARTBEAT -> {
                Duration progress =
                        section.value("progressTimeout", DurationText::parse).orElse(null);
                yield Optional.of(new ProbeTarget.Heartbeat(progress));
            }
            case HTTP -> http(section);
            case TCP -> tcp(section);
            case UNIX -> path(section, base).map(ProbeTarget.Unix::new);
            case FILE -> file(section, base);
            case EXEC -> exec(section);
        };
    }

    private static Optional<ProbeTarget> http(Section section) {
        Optional<URI> url = section.value("url", HealthSection::url);
        Optional<Integer> port = section.value("port", ValueReader.COUNT);
        String path = section.value("path", ValueReader.TEXT).orElse("/");
        if (section.has("url")) {
            if (section.has("port") || section.has("path")) {
                section.problem("url", "give either 'url' or 'port' and 'path'");
            }
            return url.map(ProbeTarget.Http::new);
        }
        if (!path.startsWith("/")) {
            section.problem("path", "must begin with '/', not be '" + path + "'");
            return Optional.empty();
        }
        if (!section.has("port")) {
            section.problem("'url' is missing, or 'port' (and 'path')");
        }
        return port.flatMap(number -> local(section, number, path));
    }

    private static Optional<ProbeTarget> local(Section section, int port, String path) {
        try {
            return Optional.of(new ProbeTarget.Http(url("http://" + LOCAL + ":" + port + path)));
        } catch (IllegalArgumentException refused) {
            section.problem("path", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<ProbeTarget> tcp(Section section) {
        String host = section.value("host", ValueReader.TEXT).orElse(LOCAL);
        if (!section.has("port")) {
            section.problem("'port' is missing");
        }
        return section.value("port", ValueReader.COUNT).map(port -> new ProbeTarget.Tcp(host, port));
    }

    private static Optional<Path> path(Section section, Path base) {
        if (!section.has("path")) {
            section.problem("'path' is missing");
        }
        return section.value("path", ValueReader.pathIn(base));
    }

    private static Optional<ProbeTarget> file(Section section, Path base) {
        Optional<Path> path = path(section, base);
        if (!section.has("maxAge")) {
            section.problem("'maxAge' is missing");
        }
        Optional<Duration> maxAge = section.value("maxAge", DurationText::parse);
        return path.flatMap(file -> maxAge.map(age -> new ProbeTarget.ModifiedFile(file, age)));
    }

    private static Optional<ProbeTarget> exec(Section section) {
        if (!section.has("command")) {
            section.problem("'command' is missing");
            return Optional.empty();
        }
        List<String> command = section.list("command", ValueReader.TEXT);
        return Optional.of(new ProbeTarget.Exec(command));
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("'" + text + "' is not a URL", malformed);
        }
    }

    /** The keys that every kind has. */
    private record Timing(
            Optional<Duration> period,
            Optional<Duration> timeout,
            Optional<Integer> failureThreshold,
            Optional<Integer> successThreshold,
            Optional<Duration> initialDelay) {

        static Timing read(Section section) {
            return new Timing(
                    section.value("period", DurationText::parse),
                    section.value("timeout", DurationText::parse),
                    section.value("failureThreshold", ValueReader.COUNT),
                    section.value("successThreshold", ValueReader.COUNT),
                    section.value("initialDelay", DurationText::parse));
        }

        void applyTo(Optional<Probe.Builder> probe) {
            probe.ifPresent(builder -> {
                period.ifPresent(builder::period);
                timeout.ifPresent(builder::timeout);
                failureThreshold.ifPresent(builder::failureThreshold);
                successThreshold.ifPresent(builder::successThreshold);
                initialDelay.ifPresent(builder::initialDelay);
            });
        }
    }
}
