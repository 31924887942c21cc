package io.agentropic.cgroup;

import io.agentropic.syscall.CurrentProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * The control groups of one run: {@code BASE/agentropic-RUN/AGENT.INCARNATION}, and for agents that share a weight {@code
 * BASE/agentropic-RUN/_GROUP/AGENT.INCARNATION}. Any thread may make groups in it.
 */
public final class CgroupTree implements AutoCloseable {

    static final String PREFIX = "agentropic-";

    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{1,32}");
    private static final Pattern GROUP_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Delegation delegation;
    private final ControlGroup run;
    private final Set<Controller> controllers;
    /** Why it does not have the others, as far as somebody has asked: that does not change while it is open. */
    private final Map<Controller, Missing> missing = new ConcurrentHashMap<>();

    private final int swept;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CgroupTree(Delegation delegation, ControlGroup run, Set<Controller> controllers, int swept) {
        this.delegation = delegation;
        this.run = run;
        this.controllers = controllers;
        this.swept = swept;
    }

    /**
     * Finds this process's own group and makes the run's group in it; ends and removes what an earlier supervisor of the
     * same run left there.
     *
     * @param runId 1 to 32 lower-case hexadecimal digits
     * @throws CgroupException when leftovers could not be ended
     */
    public static CgroupAccess open(String runId) {
        if (!RUN_ID.matcher(runId).matches()) {
            throw new IllegalArgumentException("run id '" + runId + "' does not match " + RUN_ID);
        }
        Optional<OwnGroup> own = OwnGroup.find(Path.of("/proc/self"));
        if (own.isEmpty()) {
            return unavailable(
                    "no control group file system of version 2 shows the supervisor's own group",
                    Remedies.versionTwoOnly());
        }
        ControlGroup group = own.get().group();
        if (!group.writable("cgroup.procs") || !group.writable("")) {
            return unavailable(
                    "the supervisor's control group " + group.directory() + " is not writable for uid "
                            + CurrentProcess.effectiveUser(),
                    Remedies.ownGroup());
        }
        Delegation delegation;
        try {
            delegation = Delegation.of(own.get());
        } catch (CgroupException refused) {
            return unavailable("the kernel refused: " + refused.getMessage(), Remedies.ownGroup());
        }
        return open(delegation, runId);
    }

    private static CgroupAccess unavailable(String reason, String remedy) {
        return new CgroupAccess.Unavailable(new Missing(reason, remedy));
    }

    private static CgroupAccess open(Delegation delegation, String runId) {
        ControlGroup run = delegation.base().child(PREFIX + runId);
        try {
            int swept = run.exists() ? Leftovers.end(run) : 0;
            run.create();
            delegation.controllers().forEach(controller -> run.write("cgroup.subtree_control", "+" + controller));
            Set<Controller> controllers = Controller.parse(run.read("cgroup.subtree_control"));
            return new CgroupAccess.Available(new CgroupTree(delegation, run, controllers, swept));
        } catch (CgroupException e) {
            delegation.close();
            throw e;
        }
    }

    /** Where the run's groups are. */
    public Path directory() {
        return run.directory();
    }

    /** The controllers that its groups have. */
    public Set<Controller> controllers() {
        return controllers;
    }

    /** What all its groups have used, those that were removed too; one small file is read. */
    public Optional<Duration> cpuTime() {
        return run.cpuTime();
    }

    /** Why its groups do not have {@code controller}. */
    public Missing missing(Controller controller) {
        return missing.computeIfAbsent(controller, delegation::missing);
    }

    /** How many populated groups of an earlier supervisor were ended by {@link #open}. */
    public int swept() {
        return swept;
    }

    /**
     * Makes the group of one incarnation; it is empty and not frozen.
     *
     * @throws CgroupException when a group of that name exists and is in use, or the run is frozen
     */
    public AgentCgroup create(String agent, long incarnation) {
        return create(agent, incarnation, Optional.empty());
    }

    /**
     * As {@link #create(String, long)}, together with others that share its weight. Where there is no controller for weights it
     * stands by itself.
     */
    public synchronized AgentCgroup create(String agent, long incarnation, Optional<SharedWeight> shared) {
        String name = agent + "." + incarnation;
        if (!GROUP_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("group name '" + name + "' does not match " + GROUP_NAME);
        }
        if (run.readIfPresent("cgroup.freeze").filter("1"::equals).isPresent()) {
            throw new CgroupException(run.directory() + " is frozen; nothing could start in it");
        }
        Optional<ControlGroup> around =
                shared.filter(_ -> controllers.contains(Controller.CPU)).map(this::around);
        ControlGroup group = around.orElse(run).child(name);
        if (group.exists()) {
            group.removeEmpty();
        }
        group.create();
        return new AgentCgroup(group, controllers, () -> around.ifPresent(this::removeIfEmpty));
    }

    private ControlGroup around(SharedWeight shared) {
        ControlGroup group = run.child(SharedWeight.PREFIX + shared.name());
        if (!group.exists()) {
            group.create();
            controllers.forEach(controller -> group.write("cgroup.subtree_control", "+" + controller));
        }
        group.write("cpu.weight", Integer.toString(shared.weight()));
        return group;
    }

    private synchronized void removeIfEmpty(ControlGroup around) {
        if (around.children().isEmpty()) {
            around.removeEmpty();
        }
    }

    /** Ends what is left in the run's group, removes it, and gives the supervisor its place back. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (run.exists()) {
                Leftovers.end(run);
            }
            delegation.close();
        }
    }
}
