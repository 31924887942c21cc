package io.agentropic.cgroup;

import java.time.Duration;
import java.util.stream.Stream;

/** Ends what a dead supervisor left in its run's group. */
final class Leftovers {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Leftovers() {}

    /** Kills everything below {@code run}, frozen or not, removes the groups, and tells how many held processes. */
    static int end(ControlGroup run) {
        int populated = (int) agents(run)
                .filter(child -> child.readKeyed("cgroup.events").isSet("populated"))
                .count();
        GroupSignals.killAll(run);
        run.withDescendants().reversed().forEach(group -> group.write("cgroup.freeze", "0"));
        if (!GroupSignals.awaitEmpty(run, TIMEOUT)) {
            throw new CgroupException("processes of an earlier supervisor did not end within " + TIMEOUT.toSeconds()
                    + " s of SIGKILL: " + run.allProcesses() + " in " + run.directory());
        }
        run.removeTree();
        return populated;
    }

    private static Stream<ControlGroup> agents(ControlGroup run) {
        return run.children().stream()
                .flatMap(child -> child.directory().getFileName().toString().startsWith(SharedWeight.PREFIX)
                        ? child.children().stream()
                        : Stream.of(child));
    }
}
