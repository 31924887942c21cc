package io.agentropic.lifecycle;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.WorkerMessage.Send;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Carries messages between agents. Any thread may use it. */
public final class Router {

    /** The largest payload that fits a frame together with names and headers: 15 MiB. */
    public static final int MAX_PAYLOAD_BYTES = 15 << 20;

    private final Map<String, Agent> agents = new ConcurrentHashMap<>();

    void add(Agent agent) {
        agents.put(agent.name(), agent);
    }

    void remove(Agent agent) {
        agents.remove(agent.name(), agent);
    }

    /**
     * Carries one message.
     *
     * @return why it could not be carried; empty when it could
     */
    Optional<String> route(String from, Send message) {
        if (message.payload().length() > MAX_PAYLOAD_BYTES) {
            return Optional.of("the payload has " + message.payload().length() + " bytes, at most " + MAX_PAYLOAD_BYTES
                    + " are carried");
        }
        Agent to = agents.get(message.to());
        if (to == null) {
            return Optional.of("no agent has this name");
        }
        return to.offerMail(new Deliver(from, message.headers(), message.payload()));
    }
}
