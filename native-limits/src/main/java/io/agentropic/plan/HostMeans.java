package io.agentropic.plan;

import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.process.Capabilities;
import io.agentropic.syscall.Rlimit;

/**
 * What this host offers for one agent.
 *
 * @param cgroups control groups, or why there are none
 * @param disks where an I/O limit can hold, or why it cannot
 * @param connections what can limit connections, or why nothing can
 * @param hardOpenFiles the supervisor's own hard limit of open files
 * @param hardFileSize the supervisor's own hard limit of a file's size; negative for none
 * @param mayRaiseHardLimits whether it may go beyond those two ({@code CAP_SYS_RESOURCE})
 */
public record HostMeans(
        CgroupAccess cgroups,
        BackingDisks disks,
        ConnectionMeans connections,
        long hardOpenFiles,
        long hardFileSize,
        boolean mayRaiseHardLimits) {

    /** What there is now. */
    public static HostMeans of(CgroupAccess cgroups, BackingDisks disks, ConnectionMeans connections) {
        long ownProcess = 0;
        return new HostMeans(
                cgroups,
                disks,
                connections,
                Rlimit.NOFILE.of(ownProcess).hard(),
                Rlimit.FSIZE.of(ownProcess).hard(),
                Capabilities.mayRaiseHardLimits());
    }
}
