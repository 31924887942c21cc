package io.agentropic.launch;

/**
 * How a level of isolation starts the command of a child, behind a gate: a shell that waits for one line before it becomes
 * the command, in a session of its own. Call it from threads that carry no restriction of their own.
 */
sealed interface Start permits PlainStart, SandboxStart, NamespaceStart, ContainerStart {

    /**
     * Starts it.
     *
     * @throws LaunchException when it cannot be started; nothing of it is left
     */
    StartedChild start(GatedCommand command);
}
