package io.agentropic.json;

import io.agentropic.limits.DataSize;
import io.agentropic.sandbox.Endpoint;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a confined agent may reach, as JSON. */
final class SandboxDocument {

    private SandboxDocument() {}

    static JsonObject of(SandboxConfig config) {
        return JsonObject.builder()
                .put("filesystem", config.filesystem().word())
                .put("readable", Json.texts(texts(config.readable())))
                .put("writable", Json.texts(texts(config.writable())))
                .put("network", config.network().word())
                .put("allow", Json.texts(allowed(config.network())))
                .put(
                        "tmpSizeBytes",
                        Optional.ofNullable(config.tmpSize())
                                .map(DataSize::bytes)
                                .orElse(null))
                .put(
                        "rootfs",
                        Optional.ofNullable(config.rootfs()).map(Path::toString).orElse(null))
                .build();
    }

    private static List<String> texts(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    private static List<String> allowed(NetworkAccess network) {
        return network instanceof NetworkAccess.Restricted(List<Endpoint> allow)
                ? allow.stream().map(Endpoint::toString).toList()
                : List.of();
    }
}
