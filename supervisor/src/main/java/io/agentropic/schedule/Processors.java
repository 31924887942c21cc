package io.agentropic.schedule;

import io.agentropic.cgroup.Missing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What running agents share.
 *
 * @param cores how many processors
 * @param withoutController why there are no weights and maxima here; empty where there are
 * @param used what all agents together have used, read from one file; empty where nobody counts it
 */
public record Processors(int cores, Optional<Missing> withoutController, Supplier<Optional<Duration>> used) {}
