package io.agentropic.runtime;

import io.agentropic.launch.ResolvedProgram;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at agents, each by itself, before any of them is started. */
final class Admissible {

    private Admissible() {}

    /**
     * The program of each, by the agents' names.
     *
     * @throws InvalidSpecException or LimitUnavailableException for the first that is refused, with the other refusals
     *     suppressed
     */
    static Map<String, ResolvedProgram> resolve(Collection<AgentSpec> specs, Foundation foundation) {
        Map<String, ResolvedProgram> programs = new LinkedHashMap<>();
        @Nullable RuntimeException first = null;
        for (AgentSpec spec : specs) {
            try {
                ResolvedProgram program =
                        SpecRules.resolve(spec, foundation.services().domains().names(), foundation.inspections());
                programs.put(spec.name(), program);
                foundation.requireRoom(spec);
                foundation.requireEnforceable(spec, program);
            } catch (InvalidSpecException | LimitUnavailableException refused) {
                if (first == null) {
                    first = refused;
                } else {
                    first.addSuppressed(refused);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return programs;
    }
}
