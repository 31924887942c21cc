package io.agentropic.cgroup;

import java.time.Duration;

/** Ends what a dead supervisor left in its run's group. */
final class Leftovers {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Leftovers() {}

    /** Kills everything below {@code run}, frozen or not, removes the groups, and tells how many held processes. */
    static int end(ControlGroup run) {
        int populated = (int) run.children().stream()
                .filter(child -> child.readKeyed("cgroup.events").isSet("populated"))
                .count();
        GroupSignals.killAll(run);
        run.children().forEach(child -> child.write("cgroup.freeze", "0"));
        run.write("cgroup.freeze", "0");
        if (!GroupSignals.awaitEmpty(run, TIMEOUT)) {
            throw new CgroupException("processes of an earlier supervisor did not end within " + TIMEOUT.toSeconds()
                    + " s of SIGKILL: " + run.allProcesses() + " in " + run.directory());
        }
        run.removeTree();
        return populated;
    }
}
