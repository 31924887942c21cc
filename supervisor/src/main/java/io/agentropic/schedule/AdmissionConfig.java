package io.agentropic.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which agents may run, and how many may wait.
 *
 * @param mode how many run at once, and on what; default parallel
 * @param maxQueued how many agents may wait for their first turn, from 0; {@code null}, the default, for any number
 * @param capacity what the declared limits of all that run may add up to; default nothing is reserved
 */
public record AdmissionConfig(ExecutionMode mode, @Nullable Integer maxQueued, Capacity capacity) {

    /** The defaults named at each component. */
    public static final AdmissionConfig DEFAULT =
            new AdmissionConfig(ExecutionMode.PARALLEL, null, Capacity.UNRESERVED);

    /** Everything that is wrong with the values, as sentences that begin with a key; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>(capacity.violations());
        if (maxQueued != null && maxQueued < 0) {
            violations.add("maxQueued must be at least 0, not " + maxQueued);
        }
        return violations;
    }
}
