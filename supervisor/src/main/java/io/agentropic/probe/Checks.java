package io.agentropic.probe;

import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import io.agentropic.spec.ProbeTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the looks at one incarnation need.
 *
 * @param pulse its heartbeats
 * @param times what files' times are compared with
 * @param environment what commands run with
 * @param directory where they start; {@code null} for the supervisor's own working directory
 * @param scratch where their output is kept while they run
 * @param marker by which its processes are found; the commands carry it with a suffix
 */
public record Checks(
        Pulse pulse,
        Times times,
        Map<String, String> environment,
        @Nullable Path directory,
        Path scratch,
        String marker) {

    /**
     * Moments on the wall clock, which is the clock of files.
     *
     * @param clock what time it is
     * @param began when the incarnation began
     * @param since from when on it is looked at: its start, or the end of its last pause
     */
    public record Times(InstantSource clock, Instant began, Instant since) {}

    Check of(ProbeRole role, Probe probe) {
        return switch (probe.target()) {
            case ProbeTarget.Heartbeat(Duration progressTimeout) -> pulse.check(role, probe, progressTimeout);
            case ProbeTarget.Http(URI url) -> new HttpCheck(url);
            case ProbeTarget.Tcp(String host, int port) -> new TcpCheck(host, port);
            case ProbeTarget.Unix(Path path) -> new UnixCheck(path);
            case ProbeTarget.ModifiedFile(Path path, Duration maxAge) ->
                role == ProbeRole.LIVENESS
                        ? FileCheck.ofLiveness(path, maxAge, times)
                        : FileCheck.ofThisLife(path, maxAge, times);
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
