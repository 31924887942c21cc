package io.agentropic.sandbox;

import io.agentropic.limits.DataSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent at the levels {@code sandbox}, {@code process} and {@code container} may reach. Its JVM, its class path
 * and the system's libraries are readable in any case, and a private temporary directory ({@code java.io.tmpdir}) is
 * its own until it ends.
 *
 * @param filesystem what it may write besides its private directory and {@code writable}; default read-only
 * @param readable further files and directories, with all below, that it may read; default none
 * @param writable files and directories, with all below, that it may read and write; default none
 * @param network what it may reach over the network; default nothing
 * @param tmpSize how much its private temporary directory holds, for the levels that mount one of their own; {@code
 *     null} for their default
 * @param rootfs the directory that is the root of the file system at level {@code container}; {@code null} for the least
 *     of the host's that a JVM needs
 */
public record SandboxConfig(
        FilesystemAccess filesystem,
        List<Path> readable,
        List<Path> writable,
        NetworkAccess network,
        @Nullable DataSize tmpSize,
        @Nullable Path rootfs) {

    /** Read-only, nothing further to read or write, no network. */
    public static final SandboxConfig DEFAULT =
            new SandboxConfig(FilesystemAccess.READ_ONLY, List.of(), List.of(), new NetworkAccess.None(), null, null);

    /** The kernel's own: whoever may reach them is not confined. */
    private static final List<Path> NEVER = List.of(Path.of("/proc"), Path.of("/sys"));

    /** Copies the lists. */
    public SandboxConfig {
        readable = List.copyOf(readable);
        writable = List.copyOf(writable);
    }

    /** A builder that starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Everything that is wrong with the values, as sentences that begin with the key; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        readable.forEach(path -> forbidden("sandbox.readable", path, violations));
        writable.forEach(path -> forbidden("sandbox.writable", path, violations));
        if (network instanceof NetworkAccess.Restricted(List<Endpoint> allow) && allow.isEmpty()) {
            violations.add("sandbox.allow is empty: name where the agent may connect to, or set 'network: none'");
        }
        if (tmpSize != null && tmpSize.bytes() == 0) {
            violations.add("sandbox.tmpSize must be above zero");
        }
        return violations;
    }

    private static void forbidden(String key, Path path, List<String> violations) {
        Path absolute = path.toAbsolutePath().normalize();
        NEVER.stream()
                .filter(never -> absolute.startsWith(never) || never.startsWith(absolute))
                .findFirst()
                .ifPresent(never -> violations.add(key + " names " + path + ", which " + relation(absolute, never)
                        + ": whoever reaches that is not confined; name narrower paths"));
    }

    private static String relation(Path path, Path never) {
        return path.startsWith(never) ? "is in " + never : "contains " + never;
    }

    /** Collects what one agent may reach; not thread-safe. */
    public static final class Builder {
        private FilesystemAccess filesystem = DEFAULT.filesystem();
        private final List<Path> readable = new ArrayList<>();
        private final List<Path> writable = new ArrayList<>();
        private NetworkAccess network = DEFAULT.network();
        private @Nullable DataSize tmpSize;
        private @Nullable Path rootfs;

        private Builder() {}

        /** What it may write besides its private directory and {@link #writable}; default read-only. */
        public Builder filesystem(FilesystemAccess filesystem) {
            this.filesystem = filesystem;
            return this;
        }

        /** A further file or directory, with all below, that it may read. */
        public Builder readable(Path path) {
            readable.add(path);
            return this;
        }

        /** A file or directory, with all below, that it may read and write. */
        public Builder writable(Path path) {
            writable.add(path);
            return this;
        }

        /** What it may reach over the network; default nothing. */
        public Builder network(NetworkAccess network) {
            this.network = network;
            return this;
        }

        /** How much its private temporary directory holds, for the levels that mount one of their own. */
        public Builder tmpSize(@Nullable DataSize tmpSize) {
            this.tmpSize = tmpSize;
            return this;
        }

        /** The root of its file system at level {@code container}. */
        public Builder rootfs(@Nullable Path rootfs) {
            this.rootfs = rootfs;
            return this;
        }

        /** The configuration collected so far. */
        public SandboxConfig build() {
            return new SandboxConfig(filesystem, readable, writable, network, tmpSize, rootfs);
        }
    }
}
