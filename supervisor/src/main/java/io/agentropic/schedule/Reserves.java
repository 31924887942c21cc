package io.agentropic.schedule;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import java.util.Locale;
import java.util.Optional;

/** What is left to be given to those that want to run. Not thread-safe. */
final class Reserves {

    /** Sums of cores are compared to so much of one. */
    private static final double EXACT = 1e-6;

    private final Capacity capacity;
    private int places;
    private long memoryBytes;
    private double cpu;

    Reserves(int places, Capacity capacity) {
        this.places = places;
        this.capacity = capacity;
    }

    /** Why these could never fit; empty when they could. */
    Optional<String> refusal(ResourceLimits limits) {
        return capacity.refusal(limits);
    }

    boolean fit(ResourceLimits limits) {
        return missing(limits).isEmpty();
    }

    /** What is not left, as a clause that can follow "waits for"; empty when there is enough of everything. */
    String missing(ResourceLimits limits) {
        if (places == 0) {
            return "a place to run";
        }
        DataSize memory = capacity.memory();
        long wanted = memory(limits);
        if (memory != null && wanted > 0 && memoryBytes + wanted > memory.bytes()) {
            return "memory: it reserves " + DataSize.ofBytes(wanted) + ", others have " + DataSize.ofBytes(memoryBytes)
                    + " of " + memory;
        }
        Double cores = capacity.cpu();
        double wantedCores = cpu(limits);
        if (cores != null && wantedCores > 0 && cpu + wantedCores > cores + EXACT) {
            return String.format(
                    Locale.ROOT, "cpu: it reserves %.2f cores, others have %.2f of %.2f", wantedCores, cpu, cores);
        }
        return "";
    }

    void take(ResourceLimits limits) {
        places--;
        memoryBytes += memory(limits);
        cpu += cpu(limits);
    }

    void release(ResourceLimits limits) {
        places++;
        memoryBytes -= memory(limits);
        cpu -= cpu(limits);
    }

    private static long memory(ResourceLimits limits) {
        return Optional.ofNullable(limits.memory()).map(DataSize::bytes).orElse(0L);
    }

    private static double cpu(ResourceLimits limits) {
        return Optional.ofNullable(limits.cpu()).orElse(0.0);
    }
}
