/**
 * Holds back starts that would only fail, for all agents that share a cause of failure; {@link
 * io.agentropic.breaker.FailureDomain} is the entry point, {@link io.agentropic.breaker.CircuitBreaker} decides.
 */
@NullMarked
package io.agentropic.breaker;

import org.jspecify.annotations.NullMarked;
