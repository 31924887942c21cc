package io.agentropic.lifecycle;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import java.util.Optional;

/** An agent, as far as messages are for it. Any thread may use it. */
public interface Recipient {

    /** The agent's name. */
    String name();

    /** Takes a message of another agent, to hand it over; answers why not, if it cannot. */
    Optional<String> offerMail(Deliver message);
}
