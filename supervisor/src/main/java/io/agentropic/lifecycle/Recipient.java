package io.agentropic.lifecycle;

import io.agentropic.ipc.SupervisorMessage.Deliver;

/** An agent, as far as messages are for it. Any thread may use it. */
public interface Recipient {

    /** The agent's name. */
    String name();

    /**
     * Hands it a message of another agent, or keeps it until the agent runs.
     *
     * @param whenRoom is run once, on any thread, after the answer was {@link Delivery.Full}: it may be tried again
     */
    Delivery offerMail(Deliver message, Runnable whenRoom);

    /** Nobody is held back any more for this agent's messages, until it takes one again. */
    default void stallMail() {}
}
