package io.agentropic.shared;

import io.agentropic.limits.OomPolicy;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.LeftoverPolicy;
import io.agentropic.spec.LogConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import io.agentropic.spec.Ties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an agent cannot have in a JVM that it shares: it is refused, never ignored. */
public final class SharedRules {

    private static final String ELSEWHERE = "; leave it out, or give the agent a JVM of its own: 'isolation: "
            + IsolationLevel.RESOURCE_LIMITS.word() + "'";

    private SharedRules() {}

    /** Everything that an agent at this level asks for in vain, as sentences that begin with the key. */
    public static List<String> violations(AgentSpec spec) {
        List<String> violations = new ArrayList<>();
        if (!(spec.program() instanceof ProgramSource.AgentClass)) {
            violations.add(
                    "agentClass is missing: only a class that implements Agent can share a JVM, as a program with a"
                            + " main method believes the JVM to be its own; name one, or set 'isolation: "
                            + IsolationLevel.RESOURCE_LIMITS.word() + "'");
        }
        refuse(
                !spec.isolation().limits().equals(ResourceLimits.NONE),
                "limits",
                "has no effect on one agent of many in a" + " JVM (runtime.shared.limits holds all of them together)",
                violations);
        refuse(!spec.isolation().sandbox().equals(SandboxConfig.DEFAULT), "sandbox", "needs a process", violations);
        refuse(
                !spec.jvm().equals(JvmConfig.DEFAULT),
                "jvm",
                "is settled for all that share it (runtime.workerThreads and" + " runtime.shared)",
                violations);
        refuse(!spec.env().isEmpty(), "env", "belongs to a process (attributes reach the agent)", violations);
        refuse(!spec.inheritEnv().isEmpty(), "inheritEnv", "belongs to a process", violations);
        refuse(spec.workingDirectory() != null, "workingDirectory", "belongs to a process", violations);
        refuse(!spec.logs().equals(LogConfig.DEFAULT), "logs", "are those of the JVM, which all write to", violations);
        refuse(!spec.health().equals(HealthConfig.NONE), "health", "is watched of the JVM as a whole", violations);
        refuse(spec.failureDomain() != null, "failureDomain", "is asked before a process is started", violations);
        refuse(
                !spec.ties().equals(Ties.NONE),
                tie(spec.ties()),
                "is not followed by agents that share a JVM",
                violations);
        refuse(spec.group() != null, "group", "has members with JVMs of their own", violations);
        supervision(spec.supervision(), violations);
        return violations;
    }

    private static void supervision(Supervision supervision, List<String> violations) {
        refuse(supervision.standby(), "standby", "keeps a process ready", violations);
        refuse(supervision.oomPolicy() != OomPolicy.KILL, "oomPolicy", "is about processes", violations);
        refuse(supervision.leftovers() != LeftoverPolicy.KILL, "leftovers", "is about processes", violations);
        refuse(supervision.maxPause() != null, "pause.max", "is not watched here", violations);
        refuse(
                supervision.restartDuringShutdown(),
                "restart.duringShutdown",
                "has no effect: the JVM ends for all",
                violations);
        refuse(
                !supervision.exitCodes().success().equals(Set.of(0)),
                "restart.successExitCodes",
                "is about processes",
                violations);
    }

    private static String tie(Ties ties) {
        return ties.byKey().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("dependsOn");
    }

    private static void refuse(boolean asked, String key, String why, List<String> violations) {
        if (asked) {
            violations.add(key + " at isolation '" + IsolationLevel.NONE.word() + "' " + why + ELSEWHERE);
        }
    }
}
