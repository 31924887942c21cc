package io.agentropic.host;

import java.util.List;
import java.util.stream.Stream;

/** The isolation levels, weakest first, and which of them this version has. */
final class Levels {

    private static final String LATER = "This version does not have this level: use resource-limits";

    private Levels() {}

    /** The levels, where {@code limits} can be held and processes are frozen and killed by {@code grip}. */
    static List<LevelCapability> of(List<LimitCapability> limits, String grip) {
        return List.of(
                later(
                        "none",
                        "agents share one JVM: a crash or leak in it does not reach the supervisor",
                        "any limit, or that one agent is safe from another"),
                resourceLimits(limits, grip),
                later(
                        "sandbox",
                        "malicious code cannot reach files, network or processes it was not given",
                        "protection from a broken kernel"),
                later(
                        "process",
                        "as sandbox, and agents do not see each other or the host",
                        "protection from a broken kernel"),
                later(
                        "container",
                        "as process, with a root file system of the agent's own",
                        "protection from a broken kernel"));
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

    private static LevelCapability later(String level, String promises, String doesNotPromise) {
        return new LevelCapability(level, false, List.of(), promises, doesNotPromise, LATER);
    }
}
