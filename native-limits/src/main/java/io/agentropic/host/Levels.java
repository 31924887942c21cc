package io.agentropic.host;

import io.agentropic.namespace.Tool;
import io.agentropic.plan.LevelMeans;
import io.agentropic.plan.LevelPlan;
import io.agentropic.plan.NamespacePlan;
import io.agentropic.plan.SandboxPlan;
import io.agentropic.sandbox.SandboxConfig;
import java.util.List;
import java.util.stream.Stream;

/** The isolation levels, weakest first, and which of them this version has. */
final class Levels {

    private Levels() {}

    /**
     * The levels, where {@code limits} can be held and processes are frozen and killed by {@code grip}.
     *
     * @param bubblewrap for the level {@code process}
     * @param containerRuntime for the level {@code container}
     */
    static List<LevelCapability> of(
            List<LimitCapability> limits, String grip, LevelMeans means, Tool bubblewrap, Tool containerRuntime) {
        return List.of(
                new LevelCapability(
                        "none",
                        true,
                        List.of("virtual threads of one child JVM", grip),
                        "agents share one JVM: a crash or leak in it does not reach the supervisor, and they are restarted",
                        "any limit of one agent's own, or that one is safe from another",
                        ""),
                resourceLimits(limits, grip),
                capability(
                        SandboxPlan.of(SandboxConfig.DEFAULT, means),
                        "malicious code cannot reach files, network or processes it was not given"),
                capability(
                        NamespacePlan.of(NamespacePlan.PROCESS, SandboxConfig.DEFAULT, means, bubblewrap),
                        "as sandbox, and agents do not see each other or the host"),
                capability(
                        NamespacePlan.of(NamespacePlan.CONTAINER, SandboxConfig.DEFAULT, means, containerRuntime),
                        "as process, with a root file system of the agent's own"));
    }

    private static LevelCapability resourceLimits(List<LimitCapability> limits, String grip) {
        List<String> mechanisms = Stream.concat(
                        Stream.of(grip),
                        limits.stream().filter(LimitCapability::enforceable).map(LimitCapability::mechanism))
                .distinct()
                .toList();
        return new LevelCapability(
                "resource-limits",
                true,
                mechanisms,
                "an unstable agent (leaks, spins, forks, crashes) stays within its limits",
                "protection from malice: code that runs as the supervisor's user can undo its own limits",
                "");
    }

    private static LevelCapability capability(LevelPlan plan, String promises) {
        return new LevelCapability(
                plan.level(),
                plan.missing().isEmpty(),
                plan.missing().isEmpty() ? plan.mechanisms() : List.of(),
                promises,
                String.join("; ", plan.notPromised()),
                plan.missing()
                        .map(missing -> "It needs " + missing.why().mechanism() + ", but "
                                + missing.why().reason() + ". " + missing.why().remedy())
                        .orElse(""));
    }
}
