package io.agentropic.json;

import io.agentropic.exit.ExitReport;
import io.agentropic.fence.Evidence;
import io.agentropic.fence.ResourceUsage;
import java.nio.file.Path;
import java.util.Optional;

/** An exit report as JSON. */
public final class ExitReportDocument {

    private ExitReportDocument() {}

    /** The whole report, of kind {@code ExitReport}. */
    public static JsonObject of(ExitReport report) {
        return JsonObject.document("ExitReport")
                .put("agent", report.agent())
                .put("incarnation", report.incarnation())
                .put("pid", report.pid())
                .put("identity", IdentityDocument.of(report.identity()))
                .put("cause", report.cause().name())
                .put("code", report.code())
                .put("signal", report.signal())
                .put("startedAt", Json.of(report.startedAt()))
                .put("endedAt", Json.of(report.endedAt()))
                .put("uptimeSeconds", Json.seconds(report.uptime()))
                .put("summary", report.summary())
                .put("evidence", evidence(report.evidence()))
                .put("limits", LimitDocument.of(report.limits()))
                .put("heapExhausted", report.heapExhausted())
                .put(
                        "uncaughtErrors",
                        report.uncaughtErrors().stream()
                                .map(ExitReportDocument::error)
                                .toList())
                .put(
                        "crashFile",
                        Optional.ofNullable(report.crashFile())
                                .map(Path::toString)
                                .orElse(null))
                .put("lastHeartbeat", Json.of(report.lastHeartbeat()))
                .put(
                        "actions",
                        report.actions().stream()
                                .map(ExitReportDocument::action)
                                .toList())
                .put("stdoutTail", Json.texts(report.stdoutTail()))
                .put("stderrTail", Json.texts(report.stderrTail()))
                .putAll(CluesDocument.of(report.clues()))
                .build();
    }

    /** What lists of agents say of it; {@code report} names the file with the rest. */
    public static JsonObject brief(ExitReport report) {
        return JsonObject.builder()
                .put("incarnation", report.incarnation())
                .put("cause", report.cause().name())
                .put("code", report.code())
                .put("signal", report.signal())
                .put("at", Json.of(report.endedAt()))
                .put("summary", report.summary())
                .put("report", report.file())
                .build();
    }

    private static JsonObject evidence(Evidence evidence) {
        ResourceUsage usage = evidence.usage();
        return JsonObject.builder()
                .put("oomKills", evidence.oomKills())
                .put("processesRefused", evidence.processesRefused())
                .put("throttledPeriods", evidence.throttledPeriods())
                .put("monitorVerdict", evidence.monitorVerdict())
                .put(
                        "cpu",
                        JsonObject.builder()
                                .put("usageSeconds", Json.seconds(usage.cpuTime()))
                                .put("throttledSeconds", Json.seconds(usage.throttledTime()))
                                .build())
                .put(
                        "memory",
                        JsonObject.builder()
                                .put("currentBytes", usage.memoryBytes())
                                .put("peakBytes", usage.peakMemoryBytes())
                                .build())
                .put("processes", usage.processes())
                .build();
    }

    private static JsonObject error(ExitReport.UncaughtError error) {
        return JsonObject.builder()
                .put("thread", error.thread())
                .put("type", error.type())
                .put("message", error.message())
                .put("stackTrace", error.stackTrace())
                .build();
    }

    private static JsonObject action(ExitReport.SupervisorAction action) {
        return JsonObject.builder()
                .put("at", Json.of(action.at()))
                .put("what", action.what())
                .build();
    }
}
