package io.agentropic.namespace;

import io.agentropic.limits.DataSize;
import io.agentropic.namespace.FileView.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/** Finds bubblewrap and tries whether it does for this user, on this kernel, what the level {@code process} is made of. */
final class Bubblewrap {

    private static final Pattern VERSION = Pattern.compile("bubblewrap \\d+\\.\\d+.*");
    private static final String INSTALL = "Install it: apt-get install bubblewrap (0.7 or newer)";
    private static final String REPAIR = "Allow user namespaces (sysctl user.max_user_namespaces,"
            + " kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns), or install bubblewrap"
            + " afresh: apt-get install --reinstall bubblewrap";

    /** Hands bubblewrap a seccomp program of one instruction, {@code return ALLOW}, on its standard input. */
    private static final List<String> WITH_FILTER =
            List.of("/bin/sh", "-c", "printf '\\006\\000\\000\\000\\000\\000\\377\\177' | \"$@\"", "sh");

    private Bubblewrap() {}

    /**
     * Looks on {@code searchPath}, asks for the version and runs a command in all namespaces.
     *
     * @param prefix the words that make whoever runs the rest another user; empty when nobody else is to run it
     */
    static Tool find(String searchPath, List<String> prefix) {
        return switch (CommandSearch.find("bwrap", searchPath)) {
            case CommandSearch.Result.NotFound(String reason) -> new Tool.Refused(reason, INSTALL);
            case CommandSearch.Result.Found(Path file) -> tried(file, searchPath, prefix);
        };
    }

    private static Tool tried(Path file, String searchPath, List<String> prefix) {
        Trial asked = Trial.of(List.of(file.toString(), "--version"), searchPath);
        String version = asked.output().strip();
        if (!asked.succeeded() || !VERSION.matcher(version).matches()) {
            return new Tool.Refused("asked " + file + " for its version, and " + asked.describe(), INSTALL);
        }
        Trial trial = Trial.of(command(file, prefix), searchPath);
        if (!trial.succeeded()) {
            return new Tool.Refused("tried " + file + ", and " + trial.describe(), REPAIR);
        }
        List<String> missing = NamespaceProof.missingIn(trial.output());
        return missing.isEmpty()
                ? new Tool.Usable(file, version)
                : new Tool.Refused(file + " ran a command, but " + String.join(", ", missing), REPAIR);
    }

    /** In a view of all of the host, which it cannot write to. */
    private static List<String> command(Path file, List<String> prefix) {
        FileView view = new FileView(
                List.of(new Mount.ReadOnly(Path.of("/")), new Mount.Temporary(Path.of("/tmp"), DataSize.mebibytes(1))));
        int standardInput = 0;
        List<String> words = new ArrayList<>(WITH_FILTER);
        words.addAll(prefix);
        words.addAll(BubblewrapCommand.of(file, view, Path.of("/"), EnumSet.noneOf(Namespace.class), standardInput));
        words.addAll(NamespaceProof.SHOW_YOURSELF);
        return words;
    }
}
