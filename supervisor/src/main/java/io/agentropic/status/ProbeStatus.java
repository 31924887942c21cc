package io.agentropic.status;

import io.agentropic.health.Outcome;
import io.agentropic.spec.ProbeRole;

/**
 * What is known through one probe.
 *
 * @param role what it decides
 * @param type what it looks at: {@code heartbeat}, {@code http}, {@code tcp} or {@code exec}
 * @param state what the looks add up to
 * @param last what the newest look found, one that does not count included
 * @param detail what it saw, a few words
 */
public record ProbeStatus(ProbeRole role, String type, Outcome state, Outcome last, String detail) {}
