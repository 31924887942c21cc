package io.agentropic.cli;

import io.agentropic.json.JsonObject;
import io.agentropic.limits.LimitReport;
import java.util.List;

/** What came of an agent's limits, one row for each. */
final class LimitTable {

    private LimitTable() {}

    /** Of the documents that {@code inspect} receives. */
    static Table of(List<JsonObject> limits) {
        Table table = Table.of("LIMIT", "REQUESTED", "EFFECTIVE", "ENFORCED", "BY", "");
        for (JsonObject limit : limits) {
            String resource = limit.text("resource").orElse("?");
            table.row(
                    resource,
                    limit.number("requested")
                            .map(value -> Humans.limit(resource, value))
                            .orElse("-"),
                    limit.number("effective")
                            .map(value -> Humans.limit(resource, value))
                            .orElse("-"),
                    limit.truth("enforced") ? "yes" : "NO",
                    limit.text("mechanism").orElse("-"),
                    Terminal.safe(limit.text("reason").orElse("")));
        }
        return table;
    }

    /** {@code memory 512MiB enforced by cgroup memory.max}. */
    static String sentence(LimitReport limit) {
        String wanted = limit.resource() + " " + Humans.limit(limit.resource(), limit.requested());
        String reason = limit.reason().isEmpty() ? "" : ": " + limit.reason();
        if (limit.enforced()) {
            return wanted + " enforced by " + limit.mechanism() + reason;
        }
        return limit.mechanism().equals("none")
                ? wanted + " NOT enforced" + reason
                : wanted + " NOT enforced, only watched by " + limit.mechanism() + reason;
    }

    /** {@code enforced openFiles; NOT enforced memory, cpu}: for one cell of a summary. */
    static String brief(List<LimitReport> limits) {
        if (limits.isEmpty()) {
            return "none asked for";
        }
        String not = names(limits, false);
        String held = names(limits, true);
        if (not.isEmpty()) {
            return "all enforced";
        }
        return (held.isEmpty() ? "" : "enforced " + held + "; ") + "NOT enforced " + not;
    }

    private static String names(List<LimitReport> limits, boolean enforced) {
        return String.join(
                ", ",
                limits.stream()
                        .filter(limit -> limit.enforced() == enforced)
                        .map(LimitReport::resource)
                        .toList());
    }
}
