package io.agentropic.lifecycle;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.gateway.WorkerListener;
import io.agentropic.ipc.WorkerMessage;

/**
 * Puts what one incarnation's worker says into its agent's inbox, tagged with the incarnation; what is for no agent goes to
 * the agent's companion.
 */
record Listener(long incarnation, Inbox inbox, Companion companion) implements WorkerListener {

    @Override
    public void connected(WorkerChannel channel) {
        inbox.put(new Signal.Connected(incarnation, channel));
    }

    @Override
    public boolean received(WorkerMessage message) {
        if (companion.listens()
                && message instanceof WorkerMessage.Send send
                && send.to().isEmpty()) {
            return companion.heard(incarnation, send.payload()) && inbox.hasRoom();
        }
        return !inbox.put(new Signal.Heard(incarnation, message)) || hasRoom();
    }

    @Override
    public boolean hasRoom() {
        return inbox.hasRoom() && companion.hasRoom();
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
