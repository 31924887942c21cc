package io.agentropic.json;

import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import io.agentropic.spec.ProbeTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An agent's probes as JSON; a role without a probe is left out. */
final class HealthDocument {

    private HealthDocument() {}

    static JsonObject of(HealthConfig health) {
        JsonObject.Builder document = JsonObject.builder();
        for (ProbeRole role : ProbeRole.values()) {
            health.probe(role).ifPresent(probe -> document.put(role.word(), probe(probe)));
        }
        return document.build();
    }

    private static JsonObject probe(Probe probe) {
        JsonObject.Builder document =
                JsonObject.builder().put("type", probe.target().word());
        switch (probe.target()) {
            case ProbeTarget.Heartbeat(Duration progress) -> {
                if (progress != null) {
                    document.put("progressTimeoutSeconds", Json.seconds(progress));
                }
            }
            case ProbeTarget.Http(URI url) -> document.put("url", url.toString());
            case ProbeTarget.Tcp(String host, int port) ->
                document.put("host", host).put("port", port);
            case ProbeTarget.Unix(Path path) -> document.put("path", path.toString());
            case ProbeTarget.ModifiedFile(Path path, Duration maxAge) ->
                document.put("path", path.toString()).put("maxAgeSeconds", Json.seconds(maxAge));
            case ProbeTarget.Exec(List<String> command) -> document.put("command", Json.texts(command));
        }
        return document.put("periodSeconds", Json.seconds(probe.period()))
                .put("timeoutSeconds", Json.seconds(probe.timeout()))
                .put("failureThreshold", probe.failureThreshold())
                .put("successThreshold", probe.successThreshold())
                .put("initialDelaySeconds", Json.seconds(probe.initialDelay()))
                .build();
    }
}
