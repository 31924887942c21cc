package io.agentropic.schedule;

/**
 * Everybody has a weight and a limit of their own, and the kernel shares the processors out: between groups and agents without
 * one first, then within each group. Decides nothing, so that nobody has to be watched.
 */
public final class FairShare implements SchedulingPolicy {

    @Override
    public Plan plan(Snapshot snapshot) {
        return Plan.OWN;
    }

    @Override
    public boolean watches() {
        return false;
    }
}
