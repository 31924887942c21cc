package io.agentropic.lifecycle;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.gateway.WorkerListener;
import io.agentropic.ipc.WorkerMessage;
import org.jspecify.annotations.Nullable;

/**
 * Puts what one incarnation's worker says into its agent's inbox, tagged with the incarnation; what it sends to other agents
 * goes to them at once, past the inbox, and what is for no agent to the agent's companion. Called on the gateway's event loop.
 */
final class Listener implements WorkerListener {

    private final long incarnation;
    private final AgentLife agent;
    private final Inbox inbox;
    private @Nullable Sending sending;

    Listener(long incarnation, AgentLife agent) {
        this.incarnation = incarnation;
        this.agent = agent;
        this.inbox = agent.inbox();
    }

    @Override
    public void connected(WorkerChannel channel) {
        sending = new Sending(agent.name(), agent.services().router(), agent.view(), channel);
        inbox.put(new Signal.Connected(incarnation, channel));
    }

    @Override
    public boolean received(WorkerMessage message) {
        Sending known = sending;
        if (message instanceof WorkerMessage.Send send) {
            if (send.to().isEmpty() && agent.companion().listens()) {
                return agent.companion().heard(incarnation, send.payload()) && inbox.hasRoom();
            }
            if (known != null) {
                return known.carry(send);
            }
        }
        return !inbox.put(new Signal.Heard(incarnation, message)) || hasRoom();
    }

    @Override
    public boolean hasRoom() {
        return inbox.hasRoom() && agent.companion().hasRoom() && (sending == null || sending.flows());
    }

    @Override
    public void roomAgain() {
        agent.mailbox().roomAgain();
    }

    @Override
    public void shutOut(String violation) {
        inbox.put(new Signal.ShutOut(incarnation, violation));
    }

    @Override
    public void disconnected(String reason) {
        inbox.put(new Signal.HungUp(incarnation, reason));
    }
}
