package io.agentropic.fence;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.plan.Holding;
import io.agentropic.plan.LimitPlan;
import io.agentropic.plan.PlannedLimit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What both kinds of fence do when the limits of running processes are replaced. */
final class Relimit {

    private Relimit() {}

    /** Whether the processes' own resource limits differ between two plans. */
    static boolean changesProcessLimits(LimitPlan before, LimitPlan after) {
        return !processLimits(before).equals(processLimits(after));
    }

    private static List<Holding> processLimits(LimitPlan plan) {
        return plan.limits().stream()
                .map(PlannedLimit::holding)
                .filter(Holding.ProcessLimit.class::isInstance)
                .toList();
    }

    /**
     * Sets the resource limits of all of {@code pids}: those that a process has started have limits of their own.
     *
     * @return what was read back of the main process, by the limit's name
     */
    static Map<String, Number> limitProcesses(long main, Collection<Long> pids, LimitPlan plan) {
        Map<String, Number> effective = MainProcess.limit(main, plan.limits());
        pids.stream().filter(pid -> pid != main).forEach(pid -> MainProcess.limitFurther(pid, plan.limits()));
        return effective;
    }

    static LimitRefusedException tooMuchInUse(DataSize limit, long usedBytes) {
        return new LimitRefusedException("limits.memory of " + limit + " is refused: the agent uses "
                + DataSize.ofBytes(usedBytes)
                + " now and would be killed; have it free memory first, ask for more, or stop it");
    }
}
