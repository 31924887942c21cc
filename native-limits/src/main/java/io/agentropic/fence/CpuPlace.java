package io.agentropic.fence;

import org.jspecify.annotations.Nullable;

/**
 * Where an agent stands among others that want processors.
 *
 * @param group those with whom it shares one weight, named as agents are; {@code null} when it stands by itself
 * @param groupWeight the weight of the group against other groups and agents without one, 1 to 10000
 * @param core the one processor that it may run on; {@code null} for any
 */
public record CpuPlace(
        @Nullable String group, int groupWeight, @Nullable Integer core) {

    /** By itself, on any processor. */
    public static final CpuPlace ANYWHERE = new CpuPlace(null, FenceRequest.DEFAULT_CPU_WEIGHT, null);

    /** Refuses a name that could leave its directory with {@link IllegalArgumentException}. */
    public CpuPlace {
        if (group != null && !FenceRequest.NAME.matcher(group).matches()) {
            throw new IllegalArgumentException("group name '" + group + "' does not match " + FenceRequest.NAME);
        }
    }

    /** The same on this processor. */
    public CpuPlace on(int processor) {
        return new CpuPlace(group, groupWeight, processor);
    }
}
