package io.agentropic.container;

import io.agentropic.confine.AgentUser;
import io.agentropic.namespace.Enclosure;
import io.agentropic.namespace.FileView;
import io.agentropic.namespace.Tool;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.CurrentProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The container of one incarnation.
 *
 * @param runtime makes it
 * @param enclosure what is seen inside
 * @param directory an empty directory of the incarnation's own, for the bundle; what removes it removes all that the
 *     runtime keeps
 * @param id names it
 */
public record Container(Tool.Usable runtime, Enclosure enclosure, Path directory, String id) {

    /**
     * Writes the bundle.
     *
     * @param command the program, by its path inside, and its arguments
     * @param environment its variables, all of them
     * @return the words that run the container in the foreground
     * @throws IOException when the bundle cannot be made, or the given root lacks a directory
     */
    public List<String> prepare(List<String> command, Map<String, String> environment) throws IOException {
        AgentUser user = enclosure.user();
        Bundle bundle = new Bundle(directory);
        Path given = enclosure.config().rootfs();
        FileView view = given == null ? enclosure.view() : new GivenRoot(given).fitted(enclosure.viewOnRoot());
        bundle.make(view, user);
        int uid = user == null ? CurrentProcess.effectiveUser() : user.uid();
        int gid = user == null ? CurrentProcess.effectiveGroup() : user.uid();
        bundle.write(new OciConfig(
                command,
                environment,
                enclosure.directory(),
                given == null ? bundle.root() : given,
                view,
                enclosure.shared(),
                enclosure.calls(),
                Architecture.host(),
                uid,
                gid));
        return ContainerRuntime.words(runtime, bundle, id, user);
    }
}
