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
 * @param messagesLost messages for it that did not fit or came too early, over all incarnations
 * @param staleSignals signs of earlier incarnations, and findings from before a pause, that came too late and were dropped
 * @param progress steps reported by the present incarnation
 * @param jvm the JVM's own view as of the last heartbeat; {@code null} before the first
 */
public record AgentMetrics(
        ResourceUsage usage,
        double cpuPercent,
        long messagesSent,
        long messagesReceived,
        long messagesLost,
        long staleSignals,
        long progress,
        @Nullable JvmSample jvm) {}
