package io.agentropic.cli;

import io.agentropic.config.ValueReader;
import io.agentropic.sandbox.Endpoint;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What a confined agent of {@code run} may reach. The directory in which the command is typed is not among it: that may
 * be a home.
 */
final class SandboxOptions {

    @Option(
            names = "--readable",
            paramLabel = "PATH",
            description = "A further file or directory it may read, from --isolation sandbox on.")
    private List<Path> readable = List.of();

    @Option(
            names = "--writable",
            paramLabel = "PATH",
            description = "A file or directory it may read and write, from --isolation sandbox on.")
    private List<Path> writable = List.of();

    @Option(
            names = "--network",
            paramLabel = "MODE",
            defaultValue = "none",
            description = "none (default), loopback, restricted or host, from --isolation sandbox on.")
    private String network = "none";

    @Option(
            names = "--allow",
            paramLabel = "HOST:PORT",
            description = "Where it may connect to, with --network restricted; '*' is any host.")
    private List<String> allow = List.of();

    @Option(
            names = "--tmp-size",
            paramLabel = "SIZE",
            description = "What fits into its /tmp, at --isolation process or container.")
    private @Nullable String tmpSize;

    @Option(
            names = "--rootfs",
            paramLabel = "DIR",
            description = "The root of its file system, at --isolation container.")
    private @Nullable Path rootfs;

    SandboxConfig config(CommandLine line) {
        List<Endpoint> endpoints = allow.stream()
                .map(text -> RunOptions.read(line, "--allow", text, Endpoint::parse))
                .toList();
        NetworkAccess[] networks = {
            new NetworkAccess.None(),
            new NetworkAccess.Loopback(),
            new NetworkAccess.Restricted(endpoints),
            new NetworkAccess.Host()
        };
        NetworkAccess chosen =
                RunOptions.read(line, "--network", network, ValueReader.oneOf(networks, NetworkAccess::word));
        if (!endpoints.isEmpty() && !(chosen instanceof NetworkAccess.Restricted)) {
            throw new ParameterException(line, "--allow has no effect with --network " + network);
        }
        SandboxConfig.Builder config = SandboxConfig.builder().network(chosen);
        readable.forEach(path -> config.readable(path.toAbsolutePath().normalize()));
        writable.forEach(path -> config.writable(path.toAbsolutePath().normalize()));
        if (tmpSize != null) {
            config.tmpSize(RunOptions.read(line, "--tmp-size", tmpSize, ValueReader.SIZE));
        }
        if (rootfs != null) {
            config.rootfs(rootfs.toAbsolutePath().normalize());
        }
        return config.build();
    }
}
