package io.agentropic.launch;

import io.agentropic.confine.AgentUser;
import io.agentropic.namespace.Enclosure;
import io.agentropic.namespace.NamespaceIsolation;
import io.agentropic.namespace.Tool;
import io.agentropic.syscall.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a command in namespaces of its own. The gate's shell is outside; it opens the file with the seccomp program for
 * bubblewrap, which loads it as the last thing before it becomes the command.
 *
 * @param bubblewrap makes the namespaces
 * @param enclosure what the command gets to see
 * @param directory the incarnation's private directory; nothing of it is seen inside but the report of a crash
 */
record NamespaceStart(Tool.Usable bubblewrap, Enclosure enclosure, Path directory) implements Start {

    private static final int FILTER_DESCRIPTOR = 9;

    @Override
    public StartedChild start(GatedCommand command) {
        Path filter = directory.resolve("calls.bpf");
        try {
            Files.write(filter, enclosure.calls().compile(Architecture.host()).bytes());
        } catch (IOException e) {
            throw new LaunchException(filter + " cannot be written: " + e, e);
        }
        AgentUser user = enclosure.user();
        String before = user == null ? "" : SandboxStart.UMASK + "; ";
        List<String> words = NamespaceIsolation.enclose(bubblewrap, enclosure, FILTER_DESCRIPTOR, command.words());
        return new PlainStart(Gate.ofSession(before, filter.toString(), FILTER_DESCRIPTOR))
                .start(command.wrapped(words));
    }
}
