package io.agentropic.status;

import io.agentropic.fence.ResourceUsage;
import io.agentropic.ipc.JvmSample;
import org.jspecify.annotations.Nullable;

/**
 * What an agent uses, as seen at one moment.
 *
 * @param usage CPU and memory of all its processes
 * @param cpuPercent share of one core since the previous look, 100 for a whole core
 * @param messagesSent messages that the agent sent, over all incarnations
 * @param messagesReceived messages that were handed to it, over all incarnations
 * @param progress steps reported by the present incarnation
 * @param jvm the JVM's own view as of the last heartbeat; {@code null} before the first
 */
public record AgentMetrics(
        ResourceUsage usage,
        double cpuPercent,
        long messagesSent,
        long messagesReceived,
        long progress,
        @Nullable JvmSample jvm) {}
