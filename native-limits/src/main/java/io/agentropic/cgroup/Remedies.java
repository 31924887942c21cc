package io.agentropic.cgroup;

import io.agentropic.syscall.CurrentProcess;
import java.nio.file.Path;

/** What an administrator or user can do about missing control groups. */
final class Remedies {

    private static final String COMMAND = "--scope -p Delegate=yes java -jar agentropic-supervisor.jar ...";

    private Remedies() {}

    /** When the supervisor's own group is shared or not writable. */
    static String ownGroup() {
        String user = CurrentProcess.effectiveUser() == 0 ? "" : "--user ";
        return "Start the supervisor in a group of its own: systemd-run " + user + COMMAND;
    }

    /** When the supervisor's own group was not given a controller. */
    static String delegate(Controller controller) {
        return "Let systemd hand it down: run 'systemctl edit user@.service', add '[Service]' and"
                + " 'Delegate=cpu cpuset io memory pids', log in again, and start the supervisor with systemd-run --user "
                + COMMAND + " (what is missing is '" + controller + "')";
    }

    /** When the root of the tree has the controller but keeps it. */
    static String enableInRoot(Controller controller, Path root) {
        return "Hand it down as root: echo +" + controller + " > " + root.resolve("cgroup.subtree_control");
    }

    /** When there is no version 2 tree, or the controller is bound to version 1. */
    static String versionTwoOnly() {
        return "Boot the host with control groups of version 2 only: add 'systemd.unified_cgroup_hierarchy=1' (with systemd)"
                + " or 'cgroup_no_v1=all' to the kernel's command line";
    }
}
