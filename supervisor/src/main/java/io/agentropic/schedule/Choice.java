package io.agentropic.schedule;

import io.agentropic.cgroup.Missing;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.spec.InvalidSpecException;
import java.util.List;

/**
 * Which policies can be chosen here.
 *
 * @param processors what is shared
 * @param enforcement what happens when a policy that was asked for cannot take effect
 */
record Choice(Processors processors, Enforcement enforcement) {

    /**
     * The policy that is asked for; one that somebody else wrote comes guarded.
     *
     * @throws InvalidSpecException when the settings are wrong
     * @throws LimitUnavailableException when it cannot take effect here, under strict enforcement
     */
    SchedulingPolicy policy(SchedulingConfig wanted) {
        List<String> violations = wanted.violations();
        if (!violations.isEmpty()) {
            throw new InvalidSpecException("scheduling", violations);
        }
        if (wanted.policy() != null
                && enforcement == Enforcement.STRICT
                && !shortfall(wanted).isEmpty()) {
            Missing missing = processors.withoutController().orElseThrow();
            throw new LimitUnavailableException(
                    "scheduling.policy " + wanted.policyWord(),
                    "the cgroup v2 controller 'cpu' (cpu.weight, cpu.max)",
                    missing.reason(),
                    missing.remedy() + ". Or take round-robin or priority, which freeze, or set 'enforcement:"
                            + " best-effort'");
        }
        try {
            SchedulingPolicy made = Policies.of(wanted);
            return Policies.words().contains(wanted.policyWord()) ? made : new Guard(wanted.policyWord(), made);
        } catch (IllegalArgumentException refused) {
            throw new InvalidSpecException("scheduling", List.of(String.valueOf(refused.getMessage())));
        }
    }

    /** Why the policy that is asked for has no effect here; empty when it has. */
    String shortfall(SchedulingConfig wanted) {
        return processors
                .withoutController()
                .filter(_ -> Policies.needsController(wanted.policyWord()))
                .map(missing -> wanted.policyWord() + " has no effect here: " + missing.reason())
                .orElse("");
    }
}
