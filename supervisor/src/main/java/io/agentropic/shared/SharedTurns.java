package io.agentropic.shared;

import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.ipc.batch.SharedOrder.Turns;
import io.agentropic.schedule.Policies;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.spec.Priority;

/** What scheduling settings mean for agents that share a JVM, where turns change at safe points only. */
final class SharedTurns {

    private SharedTurns() {}

    /** A policy that knows no turns of its own, as that of a user, has agents share by their steps. */
    static SharedOrder.Schedule of(SchedulingConfig settings) {
        Turns turns = switch (settings.policyWord()) {
            case Policies.ROUND_ROBIN -> Turns.SLICES;
            case Policies.PRIORITY -> Turns.PRIORITY;
            default -> Turns.STEPS;
        };
        return new SharedOrder.Schedule(turns, settings.timeSlice().toMillis());
    }

    private static int level(Priority priority) {
        return switch (priority) {
            case LOW -> SharedOrder.NORMAL_LEVEL - 1;
            case NORMAL -> SharedOrder.NORMAL_LEVEL;
            case HIGH -> SharedOrder.NORMAL_LEVEL + 1;
            case CRITICAL -> SharedOrder.LEVELS - 1;
        };
    }

    static SharedOrder.Rank rank(int agent, Priority priority) {
        return new SharedOrder.Rank(agent, level(priority), priority.cpuWeight());
    }
}
