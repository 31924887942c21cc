package io.agentropic.namespace;

import io.agentropic.sandbox.NetworkAccess;
import java.util.Set;

/** What a process may have a view of its own of; see namespaces(7). */
public enum Namespace {
    /** User and group ids, and with them all capabilities. */
    USER("user", "user", "--unshare-user"),
    /** Process ids: others cannot even be named. */
    PID("pid", "pid", "--unshare-pid"),
    /** Network devices, addresses, ports and abstract sockets. */
    NETWORK("net", "network", "--unshare-net"),
    /** System V IPC objects and POSIX message queues. */
    IPC("ipc", "ipc", "--unshare-ipc"),
    /** The host's name. */
    UTS("uts", "uts", "--unshare-uts"),
    /** The root of control groups. */
    CGROUP("cgroup", "cgroup", "--unshare-cgroup"),
    /** Mounts; bubblewrap always makes one. */
    MOUNT("mnt", "mount", "");

    private final String procName;
    private final String ociType;
    private final String bubblewrapOption;

    Namespace(String procName, String ociType, String bubblewrapOption) {
        this.procName = procName;
        this.ociType = ociType;
        this.bubblewrapOption = bubblewrapOption;
    }

    /** Those in which an agent with this access stays with the host. */
    public static Set<Namespace> shared(NetworkAccess network) {
        return switch (network) {
            case NetworkAccess.None _, NetworkAccess.Loopback _ -> Set.of();
            case NetworkAccess.Restricted _, NetworkAccess.Host _ -> Set.of(NETWORK);
        };
    }

    /** Its link below {@code /proc/PID/ns}. */
    public String procName() {
        return procName;
    }

    /** Its type in the configuration of an OCI container. */
    public String ociType() {
        return ociType;
    }

    /** What asks bubblewrap for it; empty where nothing needs to. */
    String bubblewrapOption() {
        return bubblewrapOption;
    }
}
