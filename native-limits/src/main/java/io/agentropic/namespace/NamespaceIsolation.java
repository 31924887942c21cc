package io.agentropic.namespace;

import io.agentropic.confine.AgentUser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a command into namespaces of its own by bubblewrap, in an otherwise empty root.
 *
 * <p>Three processes come of it: bubblewrap itself, outside, which ends when the command does and with its exit code; the
 * first process of the new pid namespace, which reaps orphans; and the command, which is number {@link #COMMAND_PID} there.
 * bubblewrap passes no signal on.
 */
public final class NamespaceIsolation {

    /** The number under which the command knows itself. */
    public static final int COMMAND_PID = 2;

    private NamespaceIsolation() {}

    /**
     * Finds out whether bubblewrap can be relied on; takes some 50 ms.
     *
     * @param searchPath where it is looked for, as in {@code PATH}
     * @param user as whom agents run; {@code null} for this process's own user
     */
    public static Tool find(String searchPath, @Nullable AgentUser user) {
        return Bubblewrap.find(searchPath, Enclosure.becoming(user));
    }

    /**
     * The words that run {@code command} inside.
     *
     * @param bubblewrap what {@link #find} found
     * @param filterDescriptor an open descriptor from which the seccomp program is read
     */
    public static List<String> enclose(
            Tool.Usable bubblewrap, Enclosure enclosure, int filterDescriptor, List<String> command) {
        List<String> words = new ArrayList<>(enclosure.becomingItsUser());
        words.addAll(BubblewrapCommand.of(
                bubblewrap.file(), enclosure.view(), enclosure.directory(), enclosure.shared(), filterDescriptor));
        words.addAll(command);
        return words;
    }
}
