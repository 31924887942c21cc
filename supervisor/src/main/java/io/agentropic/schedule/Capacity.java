package io.agentropic.schedule;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the declared limits of all agents that run may add up to. An agent that declares none reserves nothing.
 *
 * @param memory for {@code limits.memory}; {@code null} when it is not reserved
 * @param cpu for {@code limits.cpu}, in cores; {@code null} when it is not reserved
 */
public record Capacity(@Nullable DataSize memory, @Nullable Double cpu) {

    /** Limits are ceilings, and may add up to more than there is. */
    public static final Capacity UNRESERVED = new Capacity(null, null);

    /** Whether anything is reserved at all. */
    public boolean reserves() {
        return memory != null || cpu != null;
    }

    /** Everything that is wrong with the values, as sentences that begin with a key; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (memory != null && memory.bytes() <= 0) {
            violations.add("capacity.memory must be above zero");
        }
        if (cpu != null && !(cpu > 0)) {
            violations.add("capacity.cpu must be above zero, not " + cpu);
        }
        return violations;
    }

    /** Why an agent with these limits could never run, however long it waited; empty when it could. */
    public Optional<String> refusal(ResourceLimits limits) {
        DataSize wantedMemory = limits.memory();
        if (memory != null && wantedMemory != null && wantedMemory.compareTo(memory) > 0) {
            return Optional.of("limits.memory of " + wantedMemory + " is more than runtime.capacity.memory, which is "
                    + memory + ": it could never run");
        }
        Double wantedCpu = limits.cpu();
        if (cpu != null && wantedCpu != null && wantedCpu > cpu) {
            return Optional.of("limits.cpu of " + wantedCpu + " is more than runtime.capacity.cpu, which is " + cpu
                    + ": it could never run");
        }
        return Optional.empty();
    }
}
