package io.agentropic.confine;

/**
 * A user that one agent runs as, and nobody else meanwhile.
 *
 * @param uid its number, and that of its own group
 * @param group a group that all agents share, to reach the workers' socket
 */
public record AgentUser(int uid, int group) {}
