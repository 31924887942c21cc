package io.agentropic.breaker;

/**
 * The right to one start. Outcomes come back with it, so that one from before a change of state cannot decide about
 * the state after it.
 *
 * @param epoch how many changes of state there had been when it was given
 * @param number unique within its circuit breaker
 */
public record Permit(long epoch, long number) {}
