package io.agentropic.restart;

import io.agentropic.exit.ExitCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the exit codes of one agent mean for its restarts. A code that prevents wins over one that forces, and that over
 * the policy.
 *
 * @param success codes that are a clean end; 0 always is one
 * @param prevent codes after which the agent is not started again; default 125, with which the worker says that there is
 *     nothing it could load
 * @param force codes after which it is started again whatever its policy; default none
 */
public record ExitCodes(Set<Integer> success, Set<Integer> prevent, Set<Integer> force) {

    /** Only 0 is clean, 125 prevents. */
    public static final ExitCodes DEFAULT = new ExitCodes(Set.of(0), Set.of(125), Set.of());

    private static final int MAX_CODE = 255;

    /** Copies the sets. */
    public ExitCodes {
        success = Set.copyOf(success);
        prevent = Set.copyOf(prevent);
        force = Set.copyOf(force);
    }

    /**
     * How an end counts. What the supervisor did itself comes first, then the memory limit, then the code.
     *
     * @param code the exit code, 128 + N for signal N; {@code null} when no process came to be
     */
    public Standing standing(ExitCause cause, @Nullable Integer code) {
        return switch (cause) {
            case STOPPED -> Standing.CLEAN;
            case FORCED, START_TIMEOUT, UNHEALTHY, OOM_KILLED, SPAWN_FAILED, DEPENDENCY_FAILED -> Standing.FAILURE;
            case COMPLETED -> prevented(code, Standing.CLEAN);
            case FAILED, EXTERNAL_SIGNAL, KILLED, JVM_OUT_OF_MEMORY, CRASHED, START_FAILED ->
                prevented(code, Standing.FAILURE);
        };
    }

    private Standing prevented(@Nullable Integer code, Standing otherwise) {
        if (code != null && prevent.contains(code)) {
            return Standing.PREVENTED;
        }
        return code != null && force.contains(code) ? Standing.FORCED : otherwise;
    }

    /** Everything that is wrong with the codes, as sentences; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        range("successExitCodes", success, violations);
        range("restartPreventExitCodes", prevent, violations);
        range("restartForceExitCodes", force, violations);
        prevent.stream()
                .filter(code -> force.contains(code) || (success.contains(code) && code != 0))
                .forEach(code -> violations.add("restart.restartPreventExitCodes names " + code + ", which "
                        + (force.contains(code) ? "restartForceExitCodes" : "successExitCodes") + " names too"));
        return violations;
    }

    private static void range(String key, Set<Integer> codes, List<String> violations) {
        codes.stream()
                .filter(code -> code < 0 || code > MAX_CODE)
                .forEach(code ->
                        violations.add("restart." + key + " names " + code + "; exit codes go from 0 to " + MAX_CODE));
    }
}
