package io.agentropic.runtime;

import io.agentropic.ipc.batch.SharedOrder.Define;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.IsolationLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent that was looked at by itself before it is started: nothing about it is wrong, on this host. */
sealed interface Admissible {

    /** What it is specified as. */
    AgentSpec spec();

    /** It has a JVM of its own. */
    record Alone(AgentSpec spec, ResolvedProgram program) implements Admissible {}

    /** It shares a JVM with others. */
    record Sharing(AgentSpec spec, Define program) implements Admissible {}

    /**
     * Looks at each.
     *
     * @throws InvalidSpecException or LimitUnavailableException for the first that is refused, with the other refusals
     *     suppressed
     */
    static List<Admissible> check(Collection<AgentSpec> specs, Foundation foundation) {
        List<Admissible> admissible = new ArrayList<>(specs.size());
        @Nullable RuntimeException first = null;
        for (AgentSpec spec : specs) {
            try {
                admissible.add(shares(spec) ? sharing(spec, foundation) : alone(spec, foundation));
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
        return admissible;
    }

    /** Whether it is to share a JVM. */
    static boolean shares(AgentSpec spec) {
        return spec.isolation().level() == IsolationLevel.NONE;
    }

    /**
     * Looks at one that is to share a JVM.
     *
     * @throws InvalidSpecException when it is refused
     * @throws LimitUnavailableException when the limits of the JVM that it is to share cannot be enforced here under strict
     */
    static Sharing sharing(AgentSpec spec, Foundation foundation) {
        foundation.shared().requireEnforceable();
        return new Sharing(spec, foundation.sharing().inspect(spec).require("agent '" + spec.name() + "'"));
    }

    private static Admissible alone(AgentSpec spec, Foundation foundation) {
        ResolvedProgram program =
                SpecRules.resolve(spec, foundation.services().domains().names(), foundation.inspections());
        foundation.requireRoom(spec);
        foundation.requireEnforceable(spec, program);
        return new Alone(spec, program);
    }
}
