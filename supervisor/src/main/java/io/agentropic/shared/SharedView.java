package io.agentropic.shared;

import io.agentropic.fence.ResourceUsage;
import io.agentropic.schedule.Admission;
import io.agentropic.schedule.QueueStatus;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentMetrics;
import io.agentropic.status.AgentStatus;
import io.agentropic.status.Wanted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users see of an agent that shares a JVM. The caller holds the life. */
final class SharedView {

    private SharedView() {}

    /** What is counted of it; what its JVM uses is not divided among those that share it. */
    static AgentMetrics metrics(SharedLife life) {
        Aside aside = life.asideIfAny();
        return new AgentMetrics(
                ResourceUsage.NONE,
                0,
                aside == null ? 0 : aside.sent,
                aside == null ? 0 : aside.received,
                aside == null ? 0 : aside.lost,
                0,
                life.incarnation().steps,
                null);
    }

    static AgentStatus status(SharedLife life) {
        Aside aside = life.asideIfAny();
        boolean alive = life.tenancy().holds();
        AgentSpec spec = life.spec();
        return new AgentStatus(
                spec.name(),
                life.state(),
                life.wishes().isDown() ? Wanted.DOWN : Wanted.UP,
                life.isPaused(),
                false,
                life.isReady(),
                true,
                List.of(),
                life.tenancy().isSent() ? life.level().pid() : null,
                life.incarnation().number(),
                spec.isolation().level(),
                spec.priority(),
                aside == null || aside.history == null ? 0 : aside.history.restarts(),
                aside == null || aside.history == null ? 0 : aside.history.consecutiveFailures(),
                alive ? Instant.ofEpochMilli(life.incarnation().beganMillis()) : null,
                life.uptime(),
                metrics(life),
                List.of(),
                life.lastExit(),
                life.reason(),
                null,
                null,
                aside == null ? null : place(aside.request));
    }

    private static @Nullable QueueStatus place(Admission.@Nullable Request request) {
        return request == null ? null : request.status().orElse(null);
    }
}
