package io.agentropic.launch;

import io.agentropic.spec.AgentSpec;
import java.util.Map;
import java.util.regex.Pattern;

/** Which agents' JVMs may be started before the agents are, as nobody can tell the difference. */
final class EarlyStart {

    /** Options that run code of the user's when the JVM starts, or that open a file which another JVM may be writing. */
    private static final Pattern EARLY_EFFECT = Pattern.compile(
            "-javaagent:.*|-agentlib:.*|-agentpath:.*|-Xrun.*|-Xlog.*|-XX:[^=]*(?:File|Log|Recording)[^=]*=.*");

    /** Variables that load code; see ld.so(8). */
    private static final Pattern EARLY_CODE = Pattern.compile("LD_PRELOAD|LD_AUDIT");

    private EarlyStart() {}

    /** Whether the JVM of such an agent may be. */
    static boolean isPossible(AgentSpec spec, Map<String, String> environment) {
        return isPossibleAt(spec)
                && spec.jvm().options().stream()
                        .noneMatch(option -> EARLY_EFFECT.matcher(option).matches())
                && environment.keySet().stream()
                        .noneMatch(name -> EARLY_CODE.matcher(name).matches());
    }

    /** In a pid namespace of its own it is told apart by its number there, which the claim would have to prove again. */
    private static boolean isPossibleAt(AgentSpec spec) {
        return switch (spec.isolation().level()) {
            case RESOURCE_LIMITS, SANDBOX -> true;
            case NONE, PROCESS, CONTAINER -> false;
        };
    }
}
