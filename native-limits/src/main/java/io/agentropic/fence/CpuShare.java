package io.agentropic.fence;

import io.agentropic.limits.ResourceLimits;
import org.jspecify.annotations.Nullable;

/** The share of the processors that is in force for one fence. Owned by the fence's thread. */
final class CpuShare {

    private int weight;
    private @Nullable Double most;

    CpuShare(int weight) {
        this.weight = weight;
    }

    void set(int weight, @Nullable Double most) {
        this.weight = weight;
        this.most = most;
    }

    int weight() {
        return weight;
    }

    /** How many cores that leaves of these limits; {@code null} for any. */
    @Nullable
    Double cores(ResourceLimits limits) {
        Double allowed = limits.cpu();
        if (most == null || allowed == null) {
            return most == null ? allowed : most;
        }
        return Math.min(most, allowed);
    }

    /** Whether it leaves less than these limits. */
    boolean narrows(ResourceLimits limits) {
        Double left = cores(limits);
        return left != null && !left.equals(limits.cpu());
    }
}
