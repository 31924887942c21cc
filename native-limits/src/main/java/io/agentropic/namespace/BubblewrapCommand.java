package io.agentropic.namespace;

import io.agentropic.namespace.FileView.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The command line of bubblewrap, as a pure function; see bwrap(1).
 *
 * <p>{@code --die-with-parent} is left out on purpose: it follows the thread that started bubblewrap, not the process. The
 * last steps take write permission from the root, {@code /dev} and {@code /proc}: the first two are file systems in memory
 * without a size, and below {@code /proc/sys} the host's root may write even from a user namespace and without any
 * capability.
 */
final class BubblewrapCommand {

    private BubblewrapCommand() {}

    /**
     * The words before the command that is run inside.
     *
     * @param bubblewrap the program
     * @param view what is seen inside
     * @param directory where the command starts
     * @param shared namespaces that stay the host's
     * @param filterDescriptor the open descriptor from which the seccomp program is read
     */
    static List<String> of(
            Path bubblewrap, FileView view, Path directory, Set<Namespace> shared, int filterDescriptor) {
        List<String> words = new ArrayList<>();
        words.add(bubblewrap.toString());
        EnumSet<Namespace> own = EnumSet.allOf(Namespace.class);
        own.removeAll(shared);
        own.stream()
                .map(Namespace::bubblewrapOption)
                .filter(option -> !option.isEmpty())
                .forEach(words::add);
        words.addAll(List.of("--new-session", "--cap-drop", "ALL", "--hostname", "localhost"));
        words.addAll(List.of("--seccomp", Integer.toString(filterDescriptor)));
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        view.mounts().forEach(mount -> words.addAll(words(mount)));
        words.addAll(List.of("--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/"));
        words.addAll(List.of("--chdir", directory.toString(), "--"));
        return words;
    }

    private static List<String> words(Mount mount) {
        return switch (mount) {
            case Mount.ReadOnly(Path source, Path inside) -> List.of("--ro-bind", source.toString(), inside.toString());
            case Mount.Writable(Path source, Path inside) -> List.of("--bind", source.toString(), inside.toString());
            case Mount.Link(Path inside, Path target) -> List.of("--symlink", target.toString(), inside.toString());
            case Mount.Temporary(Path inside, var size) ->
                List.of("--size", Long.toString(size.bytes()), "--tmpfs", inside.toString());
        };
    }
}
