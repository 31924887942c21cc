package io.agentropic.runtime;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.lifecycle.Delivery;
import io.agentropic.lifecycle.Recipient;
import io.agentropic.lifecycle.Router;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Messages of the program that embeds the runtime to one of its agents.
 *
 * @param to whom they are for
 * @param state where the agent is, for whoever is refused
 */
record ProgramMail(Recipient to, Supplier<AgentState> state) {

    /**
     * Hands it over.
     *
     * @throws AgentStateException when the agent does not run, or has no room
     */
    void send(Payload payload) {
        requireTaken(to.offerMail(message(payload), () -> {}));
    }

    /**
     * Hands it over as soon as there is room.
     *
     * @throws AgentStateException when the agent does not run, or there was no room within {@code timeout}
     */
    void send(Payload payload, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        Semaphore room = new Semaphore(0);
        Delivery delivery = to.offerMail(message(payload), room::release);
        while (delivery instanceof Delivery.Full && room.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            delivery = to.offerMail(message(payload), room::release);
        }
        requireTaken(delivery);
    }

    private static Deliver message(Payload payload) {
        return new Deliver(Router.SUPERVISOR, Headers.NONE, payload);
    }

    private void requireTaken(Delivery delivery) {
        if (delivery instanceof Delivery.Taken) {
            return;
        }
        String why = delivery instanceof Delivery.Refused(String reason) ? reason : "its inbox is full";
        throw new AgentStateException(to.name(), state.get(), "the message cannot be delivered: " + why);
    }
}
