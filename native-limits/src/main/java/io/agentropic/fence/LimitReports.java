package io.agentropic.fence;

import io.agentropic.limits.LimitReport;
import io.agentropic.plan.Holding;
import io.agentropic.plan.Holding.Shortfall;
import io.agentropic.plan.PlannedLimit;
import java.util.List;
import java.util.Map;

/** Turns a plan, and what was read back from the kernel, into reports. */
final class LimitReports {

    private LimitReports() {}

    /** One report for each planned limit; {@code effective} has the values read back so far, by the limit's name. */
    static List<LimitReport> of(List<PlannedLimit> planned, Map<String, Number> effective) {
        return planned.stream().map(limit -> report(limit, effective)).toList();
    }

    private static LimitReport report(PlannedLimit limit, Map<String, Number> effective) {
        return switch (limit.holding()) {
            case Holding.ControlFile(String file) -> held(limit, effective, "cgroup " + file);
            case Holding.ProcessLimit byProcess -> held(limit, effective, "RLIMIT_" + byProcess.rlimit());
            case Holding.Watching(Shortfall why) ->
                notHeld(
                        limit,
                        MemoryMonitor.MECHANISM,
                        "resident memory is looked at from time to time and the agent killed"
                                + " when it is found above the limit; between two looks it can pass it. The kernel does not enforce"
                                + " it: " + why.reason());
            case Holding.Nothing(Shortfall why) -> notHeld(limit, "none", why.reason());
        };
    }

    private static LimitReport held(PlannedLimit limit, Map<String, Number> effective, String mechanism) {
        Number value = effective.get(limit.resource());
        return value == null
                ? new LimitReport(limit.resource(), limit.requested(), null, false, mechanism, "not set yet")
                : new LimitReport(limit.resource(), limit.requested(), value, true, mechanism, "");
    }

    private static LimitReport notHeld(PlannedLimit limit, String mechanism, String reason) {
        return new LimitReport(limit.resource(), limit.requested(), null, false, mechanism, reason);
    }
}
