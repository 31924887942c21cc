package io.agentropic.container;

import io.agentropic.confine.AgentUser;
import io.agentropic.namespace.CommandSearch;
import io.agentropic.namespace.Enclosure;
import io.agentropic.namespace.Tool;
import io.agentropic.namespace.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OCI runtime, which is run as the agent's own user and without control groups of its own: so the container stays in the
 * group in which the runtime was started, and nothing of it is left when that group is empty and its bundle is removed.
 * The runtime itself stays outside the container, ends when it does, with its exit code, and passes on no signal that
 * matters.
 */
public final class ContainerRuntime {

    /** The number under which the command knows itself. */
    public static final int COMMAND_PID = 1;

    private static final Pattern VERSION = Pattern.compile("(?:crun|runc) version \\d+\\.\\d+.*");
    private static final String CRUN = "crun";
    private static final String INSTALL = "Install one: apt-get install crun";

    private ContainerRuntime() {}

    /**
     * Finds out whether crun, or else runc, can be relied on; takes some 100 ms.
     *
     * @param searchPath where they are looked for, as in {@code PATH}
     * @param user as whom agents run; {@code null} for this process's own user
     */
    public static Tool find(String searchPath, @Nullable AgentUser user) {
        Tool crun = find(CRUN, searchPath, user);
        if (crun instanceof Tool.Refused(String ofCrun, var _)) {
            Tool runc = find("runc", searchPath, user);
            return runc instanceof Tool.Refused(String ofRunc, String remedy)
                    ? new Tool.Refused(ofCrun + "; and " + ofRunc, remedy)
                    : runc;
        }
        return crun;
    }

    private static Tool find(String name, String searchPath, @Nullable AgentUser user) {
        return switch (CommandSearch.find(name, searchPath)) {
            case CommandSearch.Result.NotFound(String reason) -> new Tool.Refused(reason, INSTALL);
            case CommandSearch.Result.Found(Path file) -> tried(file, searchPath, user);
        };
    }

    private static Tool tried(Path file, String searchPath, @Nullable AgentUser user) {
        Trial asked = Trial.of(List.of(file.toString(), "--version"), searchPath);
        String version = asked.output().lines().findFirst().orElse("");
        if (!asked.succeeded() || !VERSION.matcher(version).matches()) {
            return new Tool.Refused("asked " + file + " for its version, and " + asked.describe(), INSTALL);
        }
        Tool.Usable runtime = new Tool.Usable(file, version);
        return ContainerTrial.of(runtime, searchPath, user)
                .<Tool>map(reason -> new Tool.Refused(
                        reason, "Allow user namespaces (sysctl user.max_user_namespaces), or use isolation 'process'"))
                .orElse(runtime);
    }

    /**
     * The words that run the container of {@code bundle}, in the foreground.
     *
     * @param id names it; letters, digits, {@code . _ -}
     */
    static List<String> words(Tool.Usable runtime, Bundle bundle, String id, @Nullable AgentUser user) {
        List<String> words = new ArrayList<>(Enclosure.becoming(user));
        words.addAll(List.of(runtime.file().toString(), "--root", bundle.state().toString()));
        if (runtime.file().endsWith(CRUN)) {
            words.add("--cgroup-manager=disabled");
        }
        words.addAll(List.of("run", "--bundle", bundle.directory().toString(), id));
        return words;
    }
}
