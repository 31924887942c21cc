package io.agentropic.confine;

import io.agentropic.landlock.Grant;
import io.agentropic.landlock.LandlockRules;
import io.agentropic.landlock.LandlockRules.Tcp;
import io.agentropic.landlock.PathRule;
import io.agentropic.sandbox.Endpoint;
import io.agentropic.sandbox.FilesystemAccess;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.seccomp.Sockets;
import io.agentropic.seccomp.SyscallPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a user's words mean to Landlock and to seccomp. */
public final class SandboxRules {

    private SandboxRules() {}

    /** The files and ports of an agent. */
    static LandlockRules files(SandboxConfig config, Surroundings around) {
        List<PathRule> rules = new ArrayList<>(SystemPaths.rules());
        Path home = real(around.javaHome());
        rules.add(PathRule.on(home, Grant.READ_AND_EXECUTE));
        JavaHomeLinks.outside(home).forEach(target -> rules.add(PathRule.ifThere(target, Grant.READ)));
        around.classPath().forEach(entry -> rules.add(PathRule.ifThere(entry, Grant.READ)));
        rules.add(PathRule.on(around.privateDirectory(), Grant.READ_AND_WRITE));
        rules.add(PathRule.on(around.socket(), Grant.CONNECT));
        Path directory = around.workingDirectory();
        if (directory != null) {
            rules.add(PathRule.on(
                    directory, config.filesystem() == FilesystemAccess.READ_WRITE ? Grant.READ_AND_WRITE : Grant.READ));
        }
        config.readable().forEach(path -> rules.add(PathRule.on(path, Grant.READ)));
        config.writable().forEach(path -> rules.add(PathRule.on(path, Grant.READ_AND_WRITE)));
        return new LandlockRules(rules, ports(config.network()));
    }

    private static Tcp ports(NetworkAccess network) {
        return switch (network) {
            case NetworkAccess.None _ -> new Tcp.ConnectOnly(List.of());
            case NetworkAccess.Restricted(List<Endpoint> allow) ->
                new Tcp.ConnectOnly(
                        allow.stream().map(Endpoint::port).distinct().toList());
            case NetworkAccess.Loopback _, NetworkAccess.Host _ -> new Tcp.Any();
        };
    }

    /**
     * The system calls of an agent.
     *
     * @param ownUser whether it runs as a user of its own, so that it owns no file outside its own directories
     */
    static SyscallPolicy calls(SandboxConfig config, boolean ownUser) {
        return new SyscallPolicy(sockets(config.network()), ownUser, false);
    }

    /** Which sockets an agent can make. */
    public static Sockets sockets(NetworkAccess network) {
        return switch (network) {
            case NetworkAccess.None _ -> Sockets.UNIX;
            case NetworkAccess.Restricted _ -> Sockets.TCP_CLIENT;
            case NetworkAccess.Loopback _, NetworkAccess.Host _ -> Sockets.INTERNET;
        };
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be followed", e);
        }
    }
}
