package io.agentropic.fence;

import io.agentropic.limits.LimitReport;
import io.agentropic.plan.Holding;
import io.agentropic.plan.Holding.Shortfall;
import io.agentropic.plan.PlannedLimit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a plan, and what was read back from the kernel, into reports. */
final class LimitReports {

    private LimitReports() {}

    /** One report for each planned limit; {@code effective} has the values read back so far, by the limit's name. */
    static List<LimitReport> of(List<PlannedLimit> planned, Map<String, Number> effective) {
        return planned.stream().map(limit -> report(limit, effective)).toList();
    }

    private static LimitReport report(PlannedLimit limit, Map<String, Number> effective) {
        return switch (limit.holding()) {
            case Holding.ControlFile _, Holding.ProcessLimit _, Holding.SocketTable _, Holding.SocketNotice _ ->
                held(limit, effective);
            case Holding.Watching(Shortfall why) ->
                notHeld(limit, "between two looks the agent can pass it; the kernel does not hold it: " + why.reason());
            case Holding.Nothing(Shortfall why) -> notHeld(limit, why.reason());
        };
    }

    private static LimitReport held(PlannedLimit limit, Map<String, Number> effective) {
        Number value = effective.get(limit.resource());
        String reason = value == null ? "not set yet" : "";
        return report(limit, value, value != null, reason);
    }

    private static LimitReport notHeld(PlannedLimit limit, String reason) {
        return report(limit, null, false, reason);
    }

    private static LimitReport report(PlannedLimit limit, @Nullable Number effective, boolean enforced, String reason) {
        String mechanism = limit.holding().mechanism();
        return new LimitReport(limit.resource(), limit.requested(), effective, enforced, mechanism, reason);
    }
}
