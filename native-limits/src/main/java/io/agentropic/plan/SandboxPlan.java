package io.agentropic.plan;

import io.agentropic.landlock.LandlockAbi;
import io.agentropic.plan.Holding.Shortfall;
import io.agentropic.plan.LevelPlan.Promise;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import java.util.ArrayList;
import java.util.List;

/** Decides whether the level {@code sandbox} can be had here, from values alone. */
public final class SandboxPlan {

    /** The level's word in configuration files. */
    public static final String LEVEL = "sandbox";

    private static final String OR_PROCESS = "or use isolation 'process', which needs no Landlock";
    private static final String SECCOMP = "seccomp";

    private final SandboxConfig config;
    private final LevelMeans means;

    private SandboxPlan(SandboxConfig config, LevelMeans means) {
        this.config = config;
        this.means = means;
    }

    /** What keeps each promise of the level for an agent that asks for {@code config}. */
    public static LevelPlan of(SandboxConfig config, LevelMeans means) {
        return new SandboxPlan(config, means).plan();
    }

    private LevelPlan plan() {
        return new LevelPlan(
                LEVEL,
                List.of(launch(), users(means), files(), calls(means), otherProcesses(), network()),
                notPromised());
    }

    private Promise launch() {
        String what = "restrictions from the first instruction";
        return means.confinedSpawn()
                ? new Promise.Kept(what, List.of("posix_spawn from a disposable thread", "no_new_privs"))
                : new Promise.Missing(
                        what,
                        new Shortfall(
                                "posix_spawn_file_actions_addclosefrom_np",
                                "the C library lacks it",
                                "Use a system with glibc 2.34 or later"));
    }

    /** The same at every level that confines. */
    static Promise users(LevelMeans means) {
        String what = "that it runs without the supervisor's privileges";
        return switch (means.users()) {
            case AgentUsers.OwnEach(var range) ->
                new Promise.Kept(what, List.of("a user of its own (" + range + "), no capabilities"));
            case AgentUsers.Shared(int uid) -> new Promise.Kept(what, List.of("unprivileged user " + uid));
            case AgentUsers.None(Shortfall why) -> new Promise.Missing(what, why);
        };
    }

    private Promise files() {
        String what = "'filesystem: " + config.filesystem().word() + "'";
        LandlockAbi abi = means.landlock();
        return abi.has(LandlockAbi.TRUNCATE)
                ? new Promise.Kept(what, List.of("Landlock ABI " + abi.version()))
                : new Promise.Missing(
                        what,
                        landlock(
                                LandlockAbi.TRUNCATE,
                                "Linux 6.2",
                                abi.has(1) ? ", which cannot stop a file from being cut" : ""));
    }

    /** The same at every level that confines. */
    static Promise calls(LevelMeans means) {
        String what = "a list of allowed system calls";
        return means.seccomp()
                ? new Promise.Kept(what, List.of(SECCOMP))
                : new Promise.Missing(
                        what,
                        new Shortfall(
                                "seccomp filters",
                                "the kernel refuses them",
                                "Use a kernel built with CONFIG_SECCOMP_FILTER, from 4.14 on"));
    }

    /** Where all run as one user, a signal that a JVM needs for itself would reach every other process of that user. */
    private Promise otherProcesses() {
        String what = "that other processes are out of its reach";
        if (means.landlock().has(LandlockAbi.SCOPES)) {
            return new Promise.Kept(what, List.of("Landlock scopes", SECCOMP));
        }
        return means.users() instanceof AgentUsers.OwnEach(var range)
                ? new Promise.Kept(what, List.of("a user of its own (" + range + "), no capabilities", SECCOMP))
                : new Promise.Missing(
                        what,
                        landlock(
                                LandlockAbi.SCOPES,
                                "Linux 6.12",
                                ", which does not keep signals inside; a supervisor run by root can do without"));
    }

    private Promise network() {
        NetworkAccess network = config.network();
        String what = "'network: " + network.word() + "'";
        return switch (network) {
            case NetworkAccess.None _ -> new Promise.Kept(what, List.of(SECCOMP));
            case NetworkAccess.Host _ -> new Promise.Kept(what, List.of("nothing: the host's network"));
            case NetworkAccess.Loopback _ -> addresses(what);
            case NetworkAccess.Restricted restricted when restricted.namesHosts() -> addresses(what + " with hosts");
            case NetworkAccess.Restricted _ -> ports(what);
        };
    }

    private Promise addresses(String what) {
        return means.addressRules()
                ? new Promise.Kept(what, List.of("cgroup-BPF on connect, bind and sendmsg", SECCOMP))
                : new Promise.Missing(
                        what,
                        new Shortfall(
                                "rules on addresses",
                                "Landlock knows ports only and seccomp sees no addresses",
                                "Set 'network: none' or 'host', allow '*:PORT' for any host, or use isolation"
                                        + " 'process', which has a network of its own"));
    }

    private Promise ports(String what) {
        return means.landlock().has(LandlockAbi.TCP)
                ? new Promise.Kept(what, List.of("Landlock TCP ports", SECCOMP))
                : new Promise.Missing(what, landlock(LandlockAbi.TCP, "Linux 6.7", ", which has no rules on ports"));
    }

    private Shortfall landlock(int abi, String kernel, String weakness) {
        int there = means.landlock().version();
        return new Shortfall(
                "Landlock ABI " + abi + " (" + kernel + ")",
                there == 0 ? "this kernel has none, or was booted without" : "this kernel has ABI " + there + weakness,
                (there == 0 ? "Boot with 'lsm=landlock,...' or use" : "Use") + " a kernel from " + kernel + " on, "
                        + OR_PROCESS);
    }

    private List<String> notPromised() {
        List<String> not = new ArrayList<>();
        not.add("protection from a fault of the kernel");
        not.add("secrecy of names, sizes and times of files");
        if (!(means.users() instanceof AgentUsers.OwnEach) && !means.landlock().has(LandlockAbi.UNIX_SOCKETS)) {
            not.add("that Unix-domain sockets of the same user (a session bus, an agent of ssh) are out of reach before"
                    + " Landlock ABI " + LandlockAbi.UNIX_SOCKETS
                    + ": run the supervisor as root or as a user of its own");
        }
        if (!means.landlock().has(LandlockAbi.SCOPES)) {
            not.add("that abstract Unix-domain sockets are out of reach");
        }
        if (!means.controlGroups()) {
            not.add("that what it starts ends with it: without control groups a process that detaches itself lives on,"
                    + " inside the fence");
        }
        return not;
    }
}
