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
        AgentSpec changed = agent.spec()
                .with(
                        agent.spec().isolation().limits().updatedBy(update.changes()),
                        update.priority().orElse(agent.spec().priority()));
        try {
            requireValid(changed);
            reserve(changed.isolation().limits());
            enforceOrReserveAsBefore(changed);
            agent.respec(changed);
            agent.services().scheduler().look();
            if (phase instanceof Waiting waiting) {
                waiting.askAnew();
            }
            agent.history().beginSeries();
            agent.tell(words(update));
            update.done().complete(null);
        } catch (InvalidSpecException | LimitRefusedException | LimitUnavailableException | FenceException refused) {
            update.done().completeExceptionally(refused);
        }
    }

    private void requireValid(AgentSpec changed) {
        ResourceLimits limits = changed.isolation().limits();
        List<String> violations = new ArrayList<>(limits.violations());
        agent.services().admission().refusal(limits).ifPresent(violations::add);
        violations.addAll(JvmSizing.violations(limits, changed.jvm().maxHeap()));
        if (!violations.isEmpty()) {
            throw new InvalidSpecException("agent '" + changed.name() + "'", violations);
        }
    }

    /** One that runs has its part of the capacity, and more of it only where there is more. */
    private void reserve(ResourceLimits limits) {
        String missing = agent.seat().reserve(limits);
        if (!missing.isEmpty()) {
            throw new LimitRefusedException("runtime.capacity does not allow it: not enough " + missing);
        }
    }

    private void enforceOrReserveAsBefore(AgentSpec changed) {
        try {
            enforce(changed);
            reshare(changed);
        } catch (LimitRefusedException | LimitUnavailableException | FenceException refused) {
            var _ = agent.seat().reserve(agent.spec().isolation().limits());
            throw refused;
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

    /** What weighs differently now does so at once. */
    private void reshare(AgentSpec changed) {
        Fence fence = fence();
        if (phase instanceof Running running) {
            running.slicing().apply(changed);
        } else if (fence != null) {
            fence.share(ScheduledLife.ownWeight(changed), null);
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

    private static String words(Signal.Update update) {
        String limits = update.changes().given().entrySet().stream()
                .map(change -> change.getKey() + " " + change.getValue())
                .collect(Collectors.joining(", "));
        String priority = update.priority()
                .map(word -> "priority changed: " + word.word())
                .orElse("");
        return limits.isEmpty() ? priority : "limits changed: " + limits + (priority.isEmpty() ? "" : "; " + priority);
    }
}
