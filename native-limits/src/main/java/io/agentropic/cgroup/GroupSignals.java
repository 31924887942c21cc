package io.agentropic.cgroup;

import io.agentropic.process.Polling;
import io.agentropic.syscall.Pidfd;
import io.agentropic.syscall.Signals;
import java.time.Duration;

/** Freezing, killing and emptying a group with everything below it. */
final class GroupSignals {

    private static final Duration FREEZE_TO_KILL = Duration.ofMillis(500);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(2);

    private GroupSignals() {}

    /** Stops every task; whether the kernel confirmed it in time. */
    static boolean freeze(ControlGroup group, Duration timeout) {
        group.write("cgroup.freeze", "1");
        return Polling.awaitFactUninterrupted(
                () -> group.readKeyed("cgroup.events").isSet("frozen"), timeout);
    }

    /** Lets every task run; whether the kernel confirmed it in time. */
    static boolean thaw(ControlGroup group, Duration timeout) {
        group.write("cgroup.freeze", "0");
        return Polling.awaitFactUninterrupted(
                () -> !group.readKeyed("cgroup.events").isSet("frozen"), timeout);
    }

    /**
     * Sends SIGKILL to every process; at once where the kernel has {@code cgroup.kill} (Linux 5.14). Nothing happens when
     * the group is gone.
     */
    static void killAll(ControlGroup group) {
        if (!group.exists()) {
            return;
        }
        if (group.has("cgroup.kill")) {
            group.write("cgroup.kill", "1");
        } else {
            killOneByOne(group);
        }
    }

    /** Whether no process was left in time; zombies have ended. */
    static boolean awaitEmpty(ControlGroup group, Duration timeout) {
        return Polling.awaitFactUninterrupted(() -> isEmpty(group), timeout);
    }

    static boolean isEmpty(ControlGroup group) {
        return !group.readKeyed("cgroup.events").isSet("populated");
    }

    /** Frozen, so that nothing forks meanwhile; a task that is in the kernel may freeze late, hence the rounds. */
    static void killOneByOne(ControlGroup group) {
        boolean wasFrozen = freeze(group, FREEZE_TO_KILL);
        Polling.awaitFactUninterrupted(
                () -> {
                    group.allProcesses().forEach(GroupSignals::kill);
                    return wasFrozen || isEmpty(group);
                },
                KILL_TIMEOUT);
        group.write("cgroup.freeze", "0");
    }

    private static void kill(long pid) {
        Pidfd.open(pid).ifPresent(pidfd -> {
            try (pidfd) {
                pidfd.send(Signals.SIGKILL);
            }
        });
    }
}
