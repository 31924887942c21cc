package io.agentropic.plan;

import io.agentropic.namespace.Namespace;
import io.agentropic.namespace.Tool;
import io.agentropic.plan.Holding.Shortfall;
import io.agentropic.plan.LevelPlan.Promise;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import java.util.ArrayList;
import java.util.List;

/** Decides whether the levels {@code process} and {@code container} can be had here, from values alone. */
public final class NamespacePlan {

    /** The word of the level that bubblewrap builds. */
    public static final String PROCESS = "process";

    /** The word of the level that an OCI runtime builds. */
    public static final String CONTAINER = "container";

    private final String level;
    private final SandboxConfig config;
    private final LevelMeans means;
    private final Tool tool;

    private NamespacePlan(String level, SandboxConfig config, LevelMeans means, Tool tool) {
        this.level = level;
        this.config = config;
        this.means = means;
        this.tool = tool;
    }

    /**
     * What keeps each promise of a level for an agent that asks for {@code config}.
     *
     * @param level {@link #PROCESS} or {@link #CONTAINER}
     * @param tool what makes its namespaces, tried out as the user that agents run as
     */
    public static LevelPlan of(String level, SandboxConfig config, LevelMeans means, Tool tool) {
        return new NamespacePlan(level, config, means, tool).plan();
    }

    private LevelPlan plan() {
        return new LevelPlan(
                level,
                List.of(SandboxPlan.users(means), namespaces(), files(), SandboxPlan.calls(means), network()),
                notPromised());
    }

    private Promise namespaces() {
        return built("that other processes and the host are out of sight", "namespaces");
    }

    private Promise files() {
        return built("'filesystem: " + config.filesystem().word() + "'", "a mount namespace with what was named");
    }

    private Promise built(String what, String mechanism) {
        return switch (tool) {
            case Tool.Usable(var _, String version) -> new Promise.Kept(what, List.of(version, mechanism));
            case Tool.Refused(String reason, String remedy) ->
                new Promise.Missing(what, new Shortfall(builder(), reason, remedy));
        };
    }

    private String builder() {
        return level.equals(PROCESS) ? "bubblewrap" : "crun or runc";
    }

    private Promise network() {
        NetworkAccess network = config.network();
        String what = "'network: " + network.word() + "'";
        return switch (network) {
            case NetworkAccess.None _ -> new Promise.Kept(what, List.of("a network namespace", "seccomp"));
            case NetworkAccess.Loopback _ -> new Promise.Kept(what, List.of("a network namespace with loopback only"));
            case NetworkAccess.Host _ -> new Promise.Kept(what, List.of("nothing: the host's network"));
            case NetworkAccess.Restricted _ ->
                means.addressRules()
                        ? new Promise.Kept(what, List.of("cgroup-BPF on connect, bind and sendmsg", "seccomp"))
                        : new Promise.Missing(
                                what,
                                new Shortfall(
                                        "rules on addresses",
                                        "a network namespace of its own reaches no other host, and the host's has no"
                                                + " rules here",
                                        "Set 'network: none', 'loopback' or 'host', or use isolation 'sandbox' with"
                                                + " '*:PORT'"));
        };
    }

    private List<String> notPromised() {
        List<String> not = new ArrayList<>();
        not.add("protection from a fault of the kernel");
        if (!Namespace.shared(config.network()).isEmpty()) {
            not.add(
                    "that abstract Unix-domain sockets of the host are out of reach while it shares the host's network");
        }
        return not;
    }
}
