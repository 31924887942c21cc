package io.agentropic.lifecycle;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.WorkerMessage.Send;
import io.agentropic.status.AgentMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Carries messages between agents. Any thread may use it. */
public final class Router implements AutoCloseable {

    /** In whose name a program that embeds the supervisor sends and gets messages. */
    public static final String SUPERVISOR = "supervisor";

    private static final Delivery NOBODY = new Delivery.Refused("no agent has this name");

    /** The largest payload that fits a frame together with names and headers: 15 MiB. */
    public static final int MAX_PAYLOAD_BYTES = 15 << 20;

    private final Map<String, Recipient> agents = new ConcurrentHashMap<>();
    private final Letterbox letterbox = new Letterbox();

    /** Messages for this name are for it. */
    public void add(Recipient agent) {
        agents.put(agent.name(), agent);
    }

    /** No messages are for it any more. */
    public void remove(Recipient agent) {
        agents.remove(agent.name(), agent);
    }

    /**
     * Calls {@code listener} for each message to {@link #SUPERVISOR} from now on, unless an agent has that name.
     *
     * @throws IllegalStateException when there is a listener already
     */
    public void listen(Consumer<AgentMessage> listener) {
        letterbox.open(listener);
    }

    /** Messages for {@link #SUPERVISOR} are told no more. */
    @Override
    public void close() {
        letterbox.close();
    }

    /**
     * Carries one message.
     *
     * @param whenRoom is run once, on any thread, after the answer was {@link Delivery.Full}: it may be tried again
     */
    Delivery route(String from, Send message, Runnable whenRoom) {
        return route(message.to(), new Deliver(from, message.headers(), message.payload()), whenRoom);
    }

    /** As {@link #route(String, Send, Runnable)}, for whoever is named {@code name}. */
    public Delivery route(String name, Deliver message, Runnable whenRoom) {
        if (message.payload().length() > MAX_PAYLOAD_BYTES) {
            return new Delivery.Refused("the payload has " + message.payload().length() + " bytes, at most "
                    + MAX_PAYLOAD_BYTES + " are carried");
        }
        Recipient to = agents.get(name);
        if (to != null) {
            return to.offerMail(message, whenRoom);
        }
        return name.equals(SUPERVISOR) && letterbox.isOpen()
                ? letterbox.offer(
                        new AgentMessage(message.from(), message.headers().entries(), message.payload()), whenRoom)
                : NOBODY;
    }

    /** Nobody is held back any more for this recipient, until it takes something again. */
    void stall(String recipient) {
        Recipient to = agents.get(recipient);
        if (to != null) {
            to.stallMail();
        } else {
            letterbox.stall();
        }
    }
}
