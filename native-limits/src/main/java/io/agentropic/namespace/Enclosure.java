package io.agentropic.namespace;

import io.agentropic.confine.AgentUser;
import io.agentropic.confine.SandboxRules;
import io.agentropic.confine.Surroundings;
import io.agentropic.limits.DataSize;
import io.agentropic.namespace.FileView.Mount;
import io.agentropic.sandbox.FilesystemAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.seccomp.SyscallPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user's words mean to namespaces: the same for whatever builds them.
 *
 * @param config what the agent may reach
 * @param around what its JVM needs; of the private directory nothing is seen inside
 * @param writable files that it writes besides: the description of its crash
 * @param user as whom it runs; {@code null} for the supervisor's own user, which is not root then
 */
public record Enclosure(
        SandboxConfig config,
        Surroundings around,
        List<Path> writable,
        @Nullable AgentUser user) {

    /** Where its temporary files lie, as seen inside. */
    public static final Path TEMPORARY = Path.of("/tmp");

    /** Copies the list. */
    public Enclosure {
        writable = List.copyOf(writable);
    }

    /** What it sees of the file system where the root is otherwise empty. */
    public FileView view() {
        return HostView.minimal(around.javaHome(), temporary()).with(given());
    }

    /** What it sees where the root has a C library of its own. */
    public FileView viewOnRoot() {
        return HostView.onRoot(around.javaHome(), temporary()).with(given());
    }

    private DataSize temporary() {
        return Objects.requireNonNullElse(config.tmpSize(), HostView.DEFAULT_TEMPORARY);
    }

    private List<Mount> given() {
        List<Mount> mounts = new ArrayList<>();
        around.classPath().forEach(entry -> mounts.add(new Mount.ReadOnly(entry)));
        config.readable().forEach(path -> mounts.add(new Mount.ReadOnly(path)));
        mounts.add(new Mount.ReadOnly(around.socket()));
        Path directory = around.workingDirectory();
        if (directory != null) {
            mounts.add(
                    config.filesystem() == FilesystemAccess.READ_WRITE
                            ? new Mount.Writable(directory)
                            : new Mount.ReadOnly(directory));
        }
        config.writable().forEach(path -> mounts.add(new Mount.Writable(path)));
        writable.forEach(file -> mounts.add(new Mount.Writable(file)));
        return mounts;
    }

    /** Where it starts, as seen inside. */
    public Path directory() {
        return Objects.requireNonNullElse(around.workingDirectory(), TEMPORARY);
    }

    /** The namespaces in which it stays with the host. */
    public Set<Namespace> shared() {
        return Namespace.shared(config.network());
    }

    /** Its system calls: it sees no process but its own, and owns no file that it was not given. */
    public SyscallPolicy calls() {
        boolean fileAttributes = true;
        boolean signals = true;
        return new SyscallPolicy(SandboxRules.sockets(config.network()), fileAttributes, signals);
    }

    /** The words that make its user of whoever runs the rest; none for the supervisor's own. */
    public List<String> becomingItsUser() {
        return becoming(user);
    }

    /** The words that make {@code user} of whoever runs the rest; see setpriv(1). */
    public static List<String> becoming(@Nullable AgentUser user) {
        return user == null
                ? List.of()
                : List.of(
                        "setpriv",
                        "--reuid",
                        Integer.toString(user.uid()),
                        "--regid",
                        Integer.toString(user.uid()),
                        "--groups",
                        Integer.toString(user.group()),
                        "--bounding-set",
                        "-all");
    }
}
