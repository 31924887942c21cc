package io.agentropic.probe;

import io.agentropic.health.Finding;

/** One way to look at an agent. */
@FunctionalInterface
interface Check {

    /**
     * Looks once, on a virtual thread. Gives up, and leaves nothing behind, when the thread is interrupted.
     *
     * @throws CheckFailedException when the look itself could not be taken, which says nothing about the agent
     */
    Finding look() throws CheckFailedException, InterruptedException;
}
