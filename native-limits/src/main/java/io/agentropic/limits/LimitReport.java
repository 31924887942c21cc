package io.agentropic.limits;

import org.jspecify.annotations.Nullable;

/**
 * What came of one requested limit.
 *
 * @param resource the limit's name as in the configuration: {@code memory}, {@code cpu}, {@code openFiles} …
 * @param requested the value asked for, in bytes, cores or a count
 * @param effective the value read back from the kernel, in the same unit; {@code null} when nothing holds it
 * @param enforced whether the kernel stops the agent at {@code effective}
 * @param mechanism what enforces (or watches) it, for example {@code cgroup memory.max}; {@code none} when nothing does
 * @param reason why it is not enforced, or what limits the promise; empty when there is nothing to add
 */
public record LimitReport(
        String resource,
        Number requested,
        @Nullable Number effective,
        boolean enforced,
        String mechanism,
        String reason) {}
