package io.agentropic.fence;

import io.agentropic.bpf.ConnectionTable;
import io.agentropic.bpf.NetworkGuard;
import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.plan.ConnectionMeans;
import java.util.Optional;

/** What can limit connections on this host. */
public final class Connections {

    private static final String REMEDY = "Start the supervisor as root, or with CAP_BPF and CAP_NET_ADMIN (systemd:"
            + " AmbientCapabilities=), in a writable control group of version 2; or use 'isolation: sandbox'";

    private Connections() {}

    /** For an agent that is started by a thread that can install a filter. */
    static ConnectionMeans ofConfined(ConnectionMeans others) {
        return switch (others) {
            case ConnectionMeans.KernelTable table -> table;
            case ConnectionMeans.Asking _, ConnectionMeans.None _ -> new ConnectionMeans.Asking();
        };
    }

    /** Whether connections can be held to addresses. */
    public static boolean holdAddresses(CgroupAccess cgroups) {
        return switch (cgroups) {
            case CgroupAccess.Unavailable _ -> false;
            case CgroupAccess.Available _ -> NetworkGuard.obstacle().isEmpty();
        };
    }

    /** For an agent that is started without a seccomp filter. Tries what only trying tells. */
    public static ConnectionMeans means(CgroupAccess cgroups) {
        return switch (cgroups) {
            case CgroupAccess.Unavailable(var missing) -> new ConnectionMeans.None(missing.reason(), REMEDY);
            case CgroupAccess.Available _ -> {
                Optional<String> obstacle = ConnectionTable.obstacle();
                yield obstacle.isEmpty()
                        ? new ConnectionMeans.KernelTable()
                        : new ConnectionMeans.None(obstacle.get(), REMEDY);
            }
        };
    }
}
