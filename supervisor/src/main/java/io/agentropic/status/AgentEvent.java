package io.agentropic.status;

import java.time.Instant;

/**
 * One step in an agent's life.
 *
 * @param at when
 * @param agent whose
 * @param incarnation in which life; 0 before the first
 * @param from the state before
 * @param to the state after; equal to {@code from} for events that change no state (paused, resumed, a limit that is
 *     not enforced)
 * @param reason why, one sentence
 */
public record AgentEvent(Instant at, String agent, long incarnation, AgentState from, AgentState to, String reason) {}
