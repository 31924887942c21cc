package io.agentropic.ipc;

/**
 * One message and the agent it belongs to.
 *
 * @param agentReference which agent of the connection; 0 where a connection carries one agent
 * @param message what is said
 */
public record Frame<M extends Message>(int agentReference, M message) {}
