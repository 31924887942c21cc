package io.agentropic.config;

import io.agentropic.sandbox.Endpoint;
import io.agentropic.sandbox.FilesystemAccess;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code sandbox:} of an agent. */
final class SandboxSection {

    private static final ValueReader<FilesystemAccess> FILESYSTEM =
            ValueReader.oneOf(FilesystemAccess.values(), FilesystemAccess::word);

    /** One of each kind; where it may connect to is read by itself. */
    private static final NetworkAccess[] NETWORKS = {
        new NetworkAccess.None(),
        new NetworkAccess.Loopback(),
        new NetworkAccess.Restricted(List.of()),
        new NetworkAccess.Host()
    };

    private static final ValueReader<NetworkAccess> NETWORK = ValueReader.oneOf(NETWORKS, NetworkAccess::word);

    private SandboxSection() {}

    static SandboxConfig read(Section agent, Path base) {
        Section section = agent.sectionOrEmpty("sandbox");
        SandboxConfig.Builder sandbox = SandboxConfig.builder();
        section.value("filesystem", FILESYSTEM).ifPresent(sandbox::filesystem);
        paths(section, "readable", base).forEach(sandbox::readable);
        paths(section, "writable", base).forEach(sandbox::writable);
        sandbox.network(network(section));
        section.value("tmpSize", ValueReader.SIZE).ifPresent(sandbox::tmpSize);
        section.value("rootfs", ValueReader.pathIn(base)).ifPresent(rootfs -> {
            if (!Files.isDirectory(rootfs)) {
                section.problem("rootfs", rootfs + " is no directory");
            }
            sandbox.rootfs(rootfs);
        });
        section.end();
        return sandbox.build();
    }

    private static List<Path> paths(Section section, String key, Path base) {
        List<Path> paths = section.list(key, ValueReader.pathIn(base));
        for (Path path : paths) {
            if (!Files.exists(path)) {
                section.problem(key, path + " does not exist");
            }
        }
        return paths;
    }

    private static NetworkAccess network(Section section) {
        NetworkAccess network = section.value("network", NETWORK).orElse(SandboxConfig.DEFAULT.network());
        List<String> written = new ArrayList<>();
        List<Endpoint> allow = section.list("allow", text -> {
            written.add(text);
            return Endpoint.parse(text);
        });
        if (network instanceof NetworkAccess.Restricted) {
            boolean allWrong = allow.isEmpty() && !written.isEmpty();
            return allWrong ? SandboxConfig.DEFAULT.network() : new NetworkAccess.Restricted(allow);
        }
        if (section.has("allow")) {
            section.problem("allow", "has no effect with 'network: " + network.word() + "'; set 'network: restricted'");
        }
        return network;
    }
}
