package io.agentropic.ipc;

/** Anything that travels over the channel between the supervisor and a worker. */
public sealed interface Message permits WorkerMessage, SupervisorMessage {}
