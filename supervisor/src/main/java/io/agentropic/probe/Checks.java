package io.agentropic.probe;

import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import io.agentropic.spec.ProbeTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the looks at one incarnation need.
 *
 * @param pulse its heartbeats
 * @param environment what commands run with
 * @param directory where they start; {@code null} for the supervisor's own working directory
 * @param scratch where their output is kept while they run
 * @param marker by which its processes are found; the commands carry it with a suffix
 */
public record Checks(
        Pulse pulse,
        Map<String, String> environment,
        @Nullable Path directory,
        Path scratch,
        String marker) {

    Check of(ProbeRole role, Probe probe) {
        return switch (probe.target()) {
            case ProbeTarget.Heartbeat(Duration progressTimeout) -> pulse.check(role, probe, progressTimeout);
            case ProbeTarget.Http(URI url) -> new HttpCheck(url);
            case ProbeTarget.Tcp(String host, int port) -> new TcpCheck(host, port);
            case ProbeTarget.Exec(List<String> command) ->
                new ExecCheck(
                        command,
                        environment,
                        directory,
                        scratch.resolve("probe-" + role.word() + ".out"),
                        marker + ".probe-" + role.word());
        };
    }
}
