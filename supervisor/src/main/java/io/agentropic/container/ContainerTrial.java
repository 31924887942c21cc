package io.agentropic.container;

import io.agentropic.confine.AgentUser;
import io.agentropic.namespace.FileView;
import io.agentropic.namespace.FileView.Mount;
import io.agentropic.namespace.HostView;
import io.agentropic.namespace.NamespaceProof;
import io.agentropic.namespace.Tool;
import io.agentropic.namespace.Trial;
import io.agentropic.rundir.FileTree;
import io.agentropic.seccomp.Sockets;
import io.agentropic.seccomp.SyscallPolicy;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.CurrentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a container that shows what it is made of, as an agent's would be. */
final class ContainerTrial {

    private static final List<Path> PROGRAMS = List.of(Path.of("/bin"), Path.of("/usr/bin"));

    private ContainerTrial() {}

    /** Why the runtime cannot be relied on, as a clause; empty when it can. */
    static Optional<String> of(Tool.Usable runtime, String searchPath, @Nullable AgentUser user) {
        try {
            Path directory = Files.createTempDirectory("agentropic-trial");
            try {
                if (user != null) {
                    Files.setAttribute(directory, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
                }
                return run(new Bundle(directory), runtime, searchPath, user);
            } finally {
                FileTree.delete(directory);
            }
        } catch (IOException e) {
            return Optional.of("a container to try " + runtime.file() + " with cannot be made: " + e);
        }
    }

    private static Optional<String> run(Bundle bundle, Tool.Usable runtime, String searchPath, @Nullable AgentUser user)
            throws IOException {
        FileView view = view();
        bundle.make(view, user);
        int uid = user == null ? CurrentProcess.effectiveUser() : user.uid();
        bundle.write(new OciConfig(
                NamespaceProof.SHOW_YOURSELF,
                Map.of("PATH", "/usr/bin:/bin"),
                Path.of("/"),
                bundle.root(),
                view,
                Set.of(),
                new SyscallPolicy(Sockets.UNIX, true, true),
                Architecture.host(),
                uid,
                uid));
        Trial trial = Trial.of(ContainerRuntime.words(runtime, bundle, "agentropic-trial", user), searchPath);
        if (!trial.succeeded()) {
            return Optional.of("tried " + runtime.file() + ", and " + trial.describe());
        }
        List<String> missing = NamespaceProof.missingIn(trial.output());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(runtime.file() + " ran a container, but " + String.join(", ", missing));
    }

    private static FileView view() throws IOException {
        List<Mount> programs = new ArrayList<>();
        for (Path directory : PROGRAMS) {
            if (Files.isSymbolicLink(directory)) {
                programs.add(new Mount.Link(directory, Files.readSymbolicLink(directory)));
            } else if (Files.isDirectory(directory)) {
                programs.add(new Mount.ReadOnly(directory));
            }
        }
        return HostView.minimal(Path.of(System.getProperty("java.home")), HostView.DEFAULT_TEMPORARY)
                .with(programs);
    }
}
