package io.agentropic.schedule;

import io.agentropic.spec.Priority;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One agent as policies see it. Only agents whose code was entered and that are not being stopped are seen.
 *
 * @param name its name
 * @param group the group that supervises it; {@code null} for none
 * @param priority its standing
 * @param weight its own weight, 1 to 10,000: {@code limits.cpuWeight} or that of its priority
 * @param explicitWeight whether the weight is {@code limits.cpuWeight}
 * @param cpuLimit cores that {@code limits.cpu} allows; {@code null} for no limit
 * @param cpuTime what it has used in this life; zero for a policy that does not watch
 * @param frozen whether the plan before had it stand still
 * @param paused whether its user has it stand still; no plan changes that
 */
public record RunningAgent(
        String name,
        @Nullable String group,
        Priority priority,
        int weight,
        boolean explicitWeight,
        @Nullable Double cpuLimit,
        Duration cpuTime,
        boolean frozen,
        boolean paused) {}
