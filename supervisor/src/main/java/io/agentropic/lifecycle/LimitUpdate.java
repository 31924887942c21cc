package io.agentropic.lifecycle;

import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.ipc.JvmSample;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces some of an agent's limits: of its processes at once, where it runs, and of all its later lives. Either all of
 * them change or none. Used on the agent's thread.
 */
record LimitUpdate(AgentLife agent, Phase phase) {

    void apply(Signal.Update update) {
        AgentSpec changed =
                agent.spec().withLimits(agent.spec().isolation().limits().updatedBy(update.changes()));
        try {
            requireValid(changed);
            enforce(changed);
            agent.respec(changed);
            agent.history().beginSeries();
            agent.tell("limits changed: " + words(update.changes()));
            update.done().complete(null);
        } catch (InvalidSpecException | LimitRefusedException | LimitUnavailableException | FenceException refused) {
            update.done().completeExceptionally(refused);
        }
    }

    private static void requireValid(AgentSpec changed) {
        ResourceLimits limits = changed.isolation().limits();
        List<String> violations = new ArrayList<>(limits.violations());
        violations.addAll(JvmSizing.violations(limits, changed.jvm().maxHeap()));
        if (!violations.isEmpty()) {
            throw new InvalidSpecException("agent '" + changed.name() + "'", violations);
        }
    }

    private void enforce(AgentSpec changed) {
        Fence fence = fence();
        if (fence == null) {
            agent.services().fences().requireEnforceable(agent.services().fenceRequest(changed, 1));
        } else {
            requireRoomForHeap(changed.isolation().limits().memory());
            fence.update(changed.isolation().limits());
        }
    }

    private @Nullable Fence fence() {
        return phase instanceof Running || phase instanceof Starting
                ? agent.present().fence()
                : null;
    }

    private void requireRoomForHeap(@Nullable DataSize memory) {
        DataSize before = agent.spec().isolation().limits().memory();
        if (memory != null && !memory.equals(before)) {
            DataSize heap = agent.present().heap();
            JvmSample sample = agent.view().jvm();
            long bytes = Math.max(heap == null ? 0 : heap.bytes(), sample == null ? 0 : sample.heapMaxBytes());
            JvmSizing.refusal(memory, bytes).ifPresent(why -> {
                throw new LimitRefusedException(why);
            });
        }
    }

    private static String words(ResourceLimits changes) {
        return changes.given().entrySet().stream()
                .map(change -> change.getKey() + " " + change.getValue())
                .collect(Collectors.joining(", "));
    }
}
