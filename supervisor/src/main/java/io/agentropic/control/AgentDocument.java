package io.agentropic.control;

import io.agentropic.exit.ExitReport;
import io.agentropic.fence.ResourceUsage;
import io.agentropic.ipc.JvmSample;
import io.agentropic.json.BreakerDocument;
import io.agentropic.json.ExitReportDocument;
import io.agentropic.json.IdentityDocument;
import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import io.agentropic.json.LimitDocument;
import io.agentropic.json.SpecDocument;
import io.agentropic.json.WarmPoolDocument;
import io.agentropic.schedule.QueueStatus;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentMetrics;
import io.agentropic.status.AgentStatus;
import io.agentropic.status.ProbeStatus;
import io.agentropic.status.WarmPoolStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An agent's status as JSON. */
final class AgentDocument {

    private AgentDocument() {}

    /** Of kind {@code AgentList}; with the pool of waiting workers where one is known. */
    static JsonObject list(List<AgentStatus> agents, Optional<WarmPoolStatus> pool) {
        JsonObject.Builder list = JsonObject.document("AgentList")
                .put("items", agents.stream().map(AgentDocument::item).toList());
        pool.map(WarmPoolDocument::of).ifPresent(document -> list.put("warmPool", document));
        return list.build();
    }

    /** Of kind {@code Agent}: an item of the list, and beyond that the specification and the whole last exit report. */
    static JsonObject whole(AgentStatus status, Optional<AgentSpec> spec) {
        return JsonObject.document("Agent")
                .putAll(item(status))
                .put("jvm", jvm(status.metrics().jvm()))
                .put("identity", IdentityDocument.of(status.identity()))
                .put("progress", status.metrics().progress())
                .put("staleSignals", status.metrics().staleSignals())
                .put("health", health(status.health()))
                .put("spec", spec.map(SpecDocument::of).orElse(null))
                .put("circuitBreaker", BreakerDocument.of(status.breaker()))
                .put("lastExit", exit(status.lastExit(), true))
                .build();
    }

    private static JsonObject health(List<ProbeStatus> probes) {
        JsonObject.Builder health = JsonObject.builder();
        for (ProbeStatus probe : probes) {
            health.put(
                    probe.role().word(),
                    JsonObject.builder()
                            .put("type", probe.type())
                            .put("state", probe.state().name())
                            .put("last", probe.last().name())
                            .put("detail", probe.detail())
                            .build());
        }
        return health.build();
    }

    private static JsonObject item(AgentStatus status) {
        return JsonObject.builder()
                .put("name", status.name())
                .put("state", status.state().name())
                .put("desired", status.wanted().name())
                .put("paused", status.paused())
                .put("pauseOverdue", status.pauseOverdue())
                .put("ready", status.ready())
                .put("live", status.live())
                .put("pid", status.pid())
                .put("incarnation", status.incarnation())
                .put("isolation", status.isolation().word())
                .put("priority", status.priority().word())
                .put("restarts", status.restarts())
                .put("consecutiveFailures", status.consecutiveFailures())
                .put("startedAt", Json.of(status.startedAt()))
                .put("uptimeSeconds", Json.seconds(status.uptime()))
                .putAll(usage(status.metrics()))
                .put("limits", LimitDocument.of(status.limits()))
                .put("lastExit", exit(status.lastExit(), false))
                .put("reason", status.reason())
                .put("queue", queue(status.queue()))
                .build();
    }

    private static @Nullable JsonObject queue(@Nullable QueueStatus queue) {
        return queue == null
                ? null
                : JsonObject.builder()
                        .put("place", queue.place())
                        .put("of", queue.of())
                        .put("waitedSeconds", Json.seconds(queue.waited()))
                        .put("lacks", queue.lacks())
                        .build();
    }

    private static JsonObject usage(AgentMetrics metrics) {
        ResourceUsage usage = metrics.usage();
        return JsonObject.builder()
                .put(
                        "cpu",
                        JsonObject.builder()
                                .put("usageSeconds", Json.seconds(usage.cpuTime()))
                                .put("percent", Math.round(metrics.cpuPercent() * 10) / 10.0)
                                .put("throttledSeconds", Json.seconds(usage.throttledTime()))
                                .build())
                .put(
                        "memory",
                        JsonObject.builder()
                                .put("currentBytes", usage.memoryBytes())
                                .put("peakBytes", usage.peakMemoryBytes())
                                .build())
                .put("processes", usage.processes())
                .put(
                        "messages",
                        JsonObject.builder()
                                .put("sent", metrics.messagesSent())
                                .put("received", metrics.messagesReceived())
                                .put("lost", metrics.messagesLost())
                                .build())
                .build();
    }

    private static @Nullable JsonObject exit(@Nullable ExitReport report, boolean whole) {
        if (report == null) {
            return null;
        }
        JsonObject.Builder exit = JsonObject.builder();
        if (whole) {
            exit.putAll(ExitReportDocument.of(report));
        }
        return exit.putAll(ExitReportDocument.brief(report)).build();
    }

    private static @Nullable JsonObject jvm(@Nullable JvmSample sample) {
        return sample == null ? null : JvmDocument.of(sample);
    }
}
