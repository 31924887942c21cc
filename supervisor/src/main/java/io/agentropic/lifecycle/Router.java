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

    private final Map<String, Recipient> agents = new ConcurrentHashMap<>();

    /** Messages for this name are for it. */
    public void add(Recipient agent) {
        agents.put(agent.name(), agent);
    }

    /** No messages are for it any more. */
    public void remove(Recipient agent) {
        agents.remove(agent.name(), agent);
    }

    /**
     * Carries one message.
     *
     * @return why it could not be carried; empty when it could
     */
    Optional<String> route(String from, Send message) {
        return route(message.to(), new Deliver(from, message.headers(), message.payload()));
    }

    /** As {@link #route(String, Send)}, for the agent named {@code name}. */
    public Optional<String> route(String name, Deliver message) {
        if (message.payload().length() > MAX_PAYLOAD_BYTES) {
            return Optional.of("the payload has " + message.payload().length() + " bytes, at most " + MAX_PAYLOAD_BYTES
                    + " are carried");
        }
        Recipient to = agents.get(name);
        if (to == null) {
            return Optional.of("no agent has this name");
        }
        return to.offerMail(message);
    }
}
